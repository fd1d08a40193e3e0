"""What scikit-learn has, and what it is in the stub. https://scikit-learn.org/stable/api/"""

from __future__ import annotations

KINDS = {
    "Same": (
        "preprocessing.StandardScaler", "preprocessing.MinMaxScaler", "preprocessing.MaxAbsScaler",
        "preprocessing.RobustScaler", "preprocessing.Normalizer", "preprocessing.QuantileTransformer",
        "preprocessing.PowerTransformer", "preprocessing.Binarizer", "preprocessing.OrdinalEncoder",
    ),
    "Rows": (
        "impute.SimpleImputer", "impute.KNNImputer", "impute.IterativeImputer",
        "feature_selection.VarianceThreshold",
    ),
    "Polynomial": ("preprocessing.PolynomialFeatures",),
    "Categories": ("preprocessing.OneHotEncoder",),
    "Columns": ("compose.ColumnTransformer",),
    "Folds": ("model_selection.StratifiedKFold", "model_selection.GroupKFold", "model_selection.TimeSeriesSplit"),
    "EvenFolds": ("model_selection.KFold",),
    "Shuffles": ("model_selection.ShuffleSplit", "model_selection.StratifiedShuffleSplit"),
    "Labels": ("preprocessing.LabelEncoder",),
    "Indicators": ("preprocessing.LabelBinarizer",),
    "Components": (
        "decomposition.PCA", "decomposition.KernelPCA", "decomposition.FastICA", "decomposition.IncrementalPCA",
        "decomposition.FactorAnalysis", "decomposition.NMF",
    ),
    "Two": ("decomposition.TruncatedSVD",),
    "SeveralLabels": ("preprocessing.MultiLabelBinarizer",),
    "Words": ("feature_extraction.text.CountVectorizer", "feature_extraction.text.TfidfVectorizer"),
    "Best": ("feature_selection.SelectKBest",),
    "Opaque": (
        "pipeline.FeatureUnion", "preprocessing.FunctionTransformer", "preprocessing.KBinsDiscretizer",
    ),
}  # fmt: skip
"""The classes of transforms by what they make of rows and columns."""
OWN = {
    "model_selection.train_test_split": "train_test_split",
    "pipeline.Pipeline": "Pipeline",
    "pipeline.make_pipeline": "make_pipeline",
    "set_config": "set_config",
    "config_context": "config_context",
    "datasets.make_classification": "make_classification",
    "datasets.make_regression": "make_regression",
    "datasets.make_moons": "of_the_plane",
    "datasets.make_circles": "of_the_plane",
    "datasets.make_blobs": "make_blobs",
    "datasets.make_s_curve": "make_s_curve",
    "datasets.make_swiss_roll": "make_s_curve",
    "datasets.load_iris": "load_iris",
    "datasets.load_wine": "load_wine",
    "datasets.load_breast_cancer": "load_breast_cancer",
    "datasets.load_diabetes": "load_diabetes",
    "datasets.load_digits": "load_digits",
    "datasets.fetch_california_housing": "fetch_california_housing",
}
"""What has a name of its own in the stub."""
