"""Calls of tensorflow's functions by name: positional arguments, right ones and wrong ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from differential.keras.cases import Ranked

Calls = Sequence[tuple[Any, ...]]


def of(*shape: int | None) -> Ranked:
    return Ranked(shape)


def whole(*shape: int | None) -> Ranked:
    return Ranked(shape, "int32")


def true(*shape: int | None) -> Ranked:
    return Ranked(shape, "bool")


def complexes(*shape: int | None) -> Ranked:
    return Ranked(shape, "complex64")


X, IMAGE, BATCH, GREY = of(2, 3, 5), of(8, 6, 3), of(None, 8, 6, 3), of(2, 8, 6, 1)
TEXT = Ranked((), "string")
PAIRS: Calls = ((X, of(5)), (X, of(2, 1, 1)), (X, of(4)), (of(None, 3), of(3)))
WHOLE_PAIRS: Calls = [(whole(2, 3), whole(3)), (whole(2, 3), whole(2))]

MATHEMATICS: dict[str, Calls] = {
    **{
        name: [(X,)]
        for name in ("as_string", "strings.as_string", "math.angle", "math.erfinv", "math.erfcinv", "math.ndtri",
                     "check_pinned", "guarantee_const", "math.imag", "math.real", "random.shuffle", "identity",
                     "stop_gradient", "nn.l2_loss", "math.is_non_decreasing", "math.is_strictly_increasing",
                     )
    },
    **dict.fromkeys(
        ("atan2", "realdiv", "truediv", "math.floordiv", "math.igamma", "math.igammac", "math.nextafter",
         "math.polygamma", "math.zeta", "math.xdivy", "math.xlog1py", "math.multiply_no_nan", "complex",
         "truncatemod"), PAIRS,
    ),
    **{
        f"bitwise.{name}": WHOLE_PAIRS
        for name in ("bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift")
    },
    "truncatediv": WHOLE_PAIRS,
    "math.logical_xor": [(true(2, 3), true(3)), (true(2, 3), true(2))],
    "math.betainc": [(X, X, X)],
    "scalar_mul": [(2.0, X)],
    "clip_by_norm": [(X, 1.0), (X, 1.0, 0)],
    "saturate_cast": [(X, "int32")],
    "histogram_fixed_width_bins": [(X, [0.0, 1.0])],
    "histogram_fixed_width": [(X, [0.0, 1.0]), (X, [0.0, 1.0], 7)],
    "debugging.check_numerics": [(X, "text")],
    "random.experimental.stateless_shuffle": [(X, [1, 2])],
    "math.invert_permutation": [(whole(4),), (whole(4, 2),)],
    "math.count_nonzero": [(X,), (X, 1), (X, 1, True), (X, 3)],
    "math.cumulative_logsumexp": [(X,), (X, -1), (X, 3)],
    "math.in_top_k": [(whole(4), of(4, 10), 3)],
    "math.accumulate_n": [([X, X],)],
    "math.polyval": [([2.0, 1.0], X)],
    "math.confusion_matrix": [(whole(4), whole(4)), (whole(4), whole(4), 5)],
    "math.sobol_sample": [(3, 10)],
    **{
        f"math.segment_{name}": [(X, whole(2)), (X, whole(3)), (X, whole(2, 3)), (of(None, 4), whole(None))]
        for name in ("max", "mean", "min", "prod", "sum")
    },
    **{
        f"math.unsorted_segment_{name}": [(X, whole(2), 7), (X, whole(2, 3), 7), (X, whole(3), 7)]
        for name in ("max", "mean", "min", "prod", "sqrt_n", "sum")
    },
    "linspace": [(0.0, 1.0, 5), (of(3), of(3), 5), (of(3), of(3), 5, None, 1), (of(3, 2), of(3, 2), 5, None, -1)],
    "searchsorted": [(of(10), of(4)), (of(2, 10), of(2, 4))],
    "approx_top_k": [(X, 2)],
    "math.approx_max_k": [(X, 2), (X, 2, 1)],
    "math.approx_min_k": [(X, 2)],
    "linalg.global_norm": [([X, of(4)],)],
    "clip_by_global_norm": [([X, of(4)], 1.0)],
    "identity_n": [([X, of(4)],)],
    "tuple": [([X, of(4)],)],
    "meshgrid": [(of(3), of(4))],
    "bitcast": [(X, "int32")],
    "unravel_index": [(whole(4), (3, 3))],
}  # fmt: skip
SCATTERING: dict[str, Calls] = {
    "gather_nd": [
        (X, whole(4, 2)), (X, whole(4, 1)), (X, whole(4, 3)), (X, whole(4, 4)), (X, whole(2, 7, 1), 1),
        (X, whole(3, 7, 1), 1), (of(None, 3), whole(None, 1), 0), (X, [[0, 1], [1, 1]]),
    ],
    **{
        f"tensor_scatter_nd_{name}": [
            (X, whole(4, 1), of(4, 3, 5)), (X, whole(4, 2), of(4, 5)), (X, whole(4, 1), of(4, 3)),
            (X, whole(4, 1), of(4, 3, 4)), (X, whole(4, 2), of(3, 5)),
        ]
        for name in ("add", "max", "min", "sub", "update")
    },
    "scatter_nd": [(whole(4, 1), of(4, 3), (8, 3)), (whole(4, 1), of(4, 3), (8, 4)), (whole(4, 1), of(5, 3), (8, 3))],
    "boolean_mask": [
        (X, true(2)), (X, true(2, 3)), (X, true(3)), (X, true(3), 1), (X, true(2, 3, 5)), (of(None, 4), true(None)),
        (X, true(2, 3, 5, 1)),
    ],
    "sequence_mask": [(whole(4), 7), (whole(4),), (whole(2, 3), 5)],
    "slice": [
        (X, [0, 1, 0], [2, 1, 3]), (X, [0, 1, 0], [-1, -1, -1]), (X, [0, 0, 0], [2, 4, 5]), (X, [0, 0], [1, 1]),
        (of(None, 4), [0, 1], [-1, 2]),
    ],
    "strided_slice": [(X, [0, 1, 0], [2, 3, 5]), (X, [0, 0, 0], [2, 3, 5], [1, 2, 2]), (X, [1], [2])],
    "reverse_sequence": [(X, whole(2), 1, 0)],
    "unique": [(whole(5),)],
    "unique_with_counts": [(whole(5),)],
    "dynamic_partition": [(X, whole(2), 3), (X, whole(2, 3), 2)],
    "dynamic_stitch": [([whole(2), whole(3)], [of(2, 4), of(3, 4)])],
    "ensure_shape": [(X, (2, 3, 5)), (X, (None, 3, 5)), (X, (2, 4, 5)), (X, (2, 3)), (of(None, 4), (3, 4))],
    "parallel_stack": [([of(2, 3), of(2, 3)],)],
    "gather": [
        (X, whole(4)), (X, whole(4), None, 1), (X, whole(2, 7), None, 1, 1), (X, whole(3, 7), None, 1, 1),
        (X, whole(2, 7), None, -1, -1), (X, whole(2, 3, 7), None, 2, 2), (X, whole(4), None, 3),
    ],
}  # fmt: skip
WINDOWS: dict[str, Calls] = {
    "nn.lrn": [(BATCH,), (X,)],
    "nn.conv1d_transpose": [
        (of(2, 4, 3), of(3, 7, 3), [2, 8, 7], 2), (of(2, 4, 3), of(3, 7, 3), [2, 9, 7], 2),
        (of(2, 4, 3), of(3, 7, 3), [2, 9, 7], 2, "VALID"),
    ],
    "nn.conv2d_transpose": [
        (of(2, 4, 4, 3), of(3, 3, 7, 3), [2, 8, 8, 7], 2), (of(2, 4, 4, 3), of(3, 3, 7, 3), [2, 7, 8, 7], [1, 2, 2, 1]),
        (of(2, 4, 4, 3), of(3, 3, 7, 3), [2, 9, 8, 7], 2), (of(2, 4, 4, 3), of(3, 3, 3, 7), [2, 8, 8, 7], 2),
        (of(2, 4, 4, 3), of(3, 3, 7, 3), [2, 8, 8, 6], 2), (of(2, 4, 4, 3), of(3, 3, 7, 3), [2, 9, 9, 7], 2, "VALID"),
        (of(2, 4, 4, 3), of(3, 3, 7, 3), [8, 8, 7], 2), (of(2, 4, 4, 3), of(3, 3, 7, 3), [3, 8, 8, 7], 2),
        (of(4, 4, 3), of(3, 3, 7, 3), [2, 8, 8, 7], 2),
    ],
    "nn.conv3d_transpose": [(of(2, 4, 4, 4, 3), of(3, 3, 3, 7, 3), [2, 8, 8, 8, 7], 2)],
    "nn.conv_transpose": [(of(2, 4, 4, 3), of(3, 3, 7, 3), [2, 8, 8, 7], 2)],
    "nn.atrous_conv2d": [(BATCH, of(3, 3, 3, 5), 2, "SAME"), (BATCH, of(3, 3, 3, 5), 2, "VALID")],
    "nn.atrous_conv2d_transpose": [(of(2, 4, 4, 3), of(3, 3, 7, 3), [2, 8, 8, 7], 2, "VALID")],
    "nn.convolution": [
        (BATCH, of(3, 3, 3, 5)), (BATCH, of(3, 3, 4, 5)), (BATCH, of(3, 3, 3, 5), 2, "SAME"), (X, of(3, 5, 7)),
    ],
    "nn.separable_conv2d": [
        (BATCH, of(3, 3, 3, 2), of(1, 1, 6, 8), [1, 1, 1, 1], "SAME"),
        (BATCH, of(3, 3, 3, 2), of(1, 1, 6, 8), [1, 2, 2, 1], "VALID"),
    ],
    "nn.depthwise_conv2d": [
        (BATCH, of(3, 3, 3, 2), [1, 1, 1, 1], "SAME"), (BATCH, of(3, 3, 3, 2), [1, 1, 1, 1], "VALID"),
    ],
    "nn.conv1d": [
        (of(2, 9, 3), of(3, 3, 5), 1, "SAME"), (of(2, 9, 3), of(3, 3, 5), 2, "VALID"),
        (of(9, 3), of(3, 3, 5), 1, "SAME"),
    ],
    "nn.conv2d": [
        (IMAGE, of(3, 3, 3, 5), 1, "SAME"),
        (BATCH, of(3, 3, 3, 5), 1, [[0, 0], [1, 1], [2, 2], [0, 0]]),
    ],
    "nn.conv3d": [(of(2, 4, 8, 6, 3), of(3, 3, 3, 3, 5), [1, 1, 1, 1, 1], "SAME")],
    "nn.max_pool": [(BATCH, 2, 2, "SAME"), (X, 2, 2, "VALID"), (BATCH, [1, 3, 3, 1], [1, 2, 2, 1], "VALID")],
    "nn.avg_pool": [(BATCH, 2, 2, "SAME"), (X, 2, 2, "VALID")],
    "nn.max_pool1d": [(X, 2, 2, "SAME")],
    "nn.avg_pool1d": [(X, 2, 2, "VALID")],
    "nn.max_pool3d": [(of(2, 4, 8, 6, 3), 2, 2, "SAME")],
    "nn.avg_pool3d": [(of(2, 4, 8, 6, 3), 2, 2, "VALID")],
    "nn.pool": [(BATCH, [2, 2], "MAX"), (BATCH, [2, 2], "AVG", [2, 2], "SAME")],
    "nn.max_pool_with_argmax": [(BATCH, 2, 2, "SAME")],
    "nn.dilation2d": [
        (BATCH, of(3, 3, 3), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]),
        (BATCH, of(3, 3, 4), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]),
        (BATCH, of(3, 3, 3), [1, 2, 2, 1], "VALID", "NHWC", [1, 2, 2, 1]),
    ],
    "nn.erosion2d": [(BATCH, of(3, 3, 3), [1, 1, 1, 1], "VALID", "NHWC", [1, 1, 1, 1])],
    "image.extract_patches": [
        (BATCH, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID"),
        (BATCH, [1, 3, 3, 1], [1, 2, 2, 1], [1, 1, 1, 1], "SAME"),
        (BATCH, [1, 3, 3, 1], [1, 1, 1, 1], [1, 2, 2, 1], "VALID"),
        (BATCH, [1, 9, 9, 1], [1, 1, 1, 1], [1, 1, 1, 1], "VALID"),
        (IMAGE, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID"),
    ],
    "extract_volume_patches": [(of(2, 4, 8, 6, 3), [1, 2, 2, 2, 1], [1, 2, 2, 2, 1], "VALID")],
    "nn.space_to_depth": [(BATCH, 2), (of(2, 9, 6, 3), 2), (IMAGE, 2)],
    "nn.depth_to_space": [(of(2, 4, 3, 12), 2), (of(2, 4, 3, 6), 2), (IMAGE, 2)],
    "space_to_batch": [
        (of(2, 4, 6, 3), [2, 2], [[0, 0], [0, 0]]), (of(2, 4, 5, 3), [2, 2], [[0, 0], [0, 0]]),
        (of(2, 4, 5, 3), [2, 2], [[0, 0], [0, 1]]),
    ],
    "batch_to_space": [(of(8, 4, 6, 3), [2, 2], [[0, 0], [0, 0]]), (of(6, 4, 6, 3), [2, 2], [[0, 0], [0, 0]])],
    "required_space_to_batch_paddings": [([4, 5], [2, 2])],
    "nn.depthwise_conv2d_backprop_input": [
        ([2, 8, 6, 3], of(3, 3, 3, 2), of(2, 8, 6, 6), [1, 1, 1, 1], "SAME"),
    ],
    "nn.depthwise_conv2d_backprop_filter": [
        (of(2, 8, 6, 3), [3, 3, 3, 2], of(2, 8, 6, 6), [1, 1, 1, 1], "SAME"),
    ],
}  # fmt: skip
LOSSES: dict[str, Calls] = {
    "nn.sigmoid_cross_entropy_with_logits": [
        (of(4, 10), of(4, 10)), (of(4, 1), of(4, 10)), (of(4), of(4, 1)), (of(None, 1), of(None, 1)),
    ],
    "nn.weighted_cross_entropy_with_logits": [(of(4, 10), of(4, 10), 2.0), (of(4, 1), of(4, 10), 2.0)],
    "nn.sparse_softmax_cross_entropy_with_logits": [
        (whole(4), of(4, 10)), (whole(4, 1), of(4, 10)), (whole(5), of(4, 10)), (whole(2, 3), of(2, 3, 10)),
        (whole(None), of(None, 10)),
    ],
    "nn.softmax_cross_entropy_with_logits": [
        (of(4, 10), of(4, 10)), (of(4, 9), of(4, 10)), (of(4, 10), of(4, 10), 0), (of(2, 3, 10), of(2, 3, 10)),
        (of(1, 10), of(4, 10)),
    ],
    "nn.log_poisson_loss": [(X, X), (X, of(5)), (X, of(2, 1, 1))],
    "nn.isotonic_regression": [(of(4, 10),)],
    "nn.crelu": [(X,), (X, 1)],
    "nn.ctc_loss": [(whole(2, 5), of(9, 2, 7), whole(2), whole(2), True, None, 0)],
    "nn.ctc_unique_labels": [(whole(2, 5),)],
    "nn.collapse_repeated": [(whole(2, 5), whole(2))],
    "nn.ctc_greedy_decoder": [(of(9, 2, 7), whole(2))],
    "nn.ctc_beam_search_decoder": [(of(9, 2, 7), whole(2))],
    "nn.nce_loss": [(of(50, 8), of(50), Ranked((4, 1), "int64"), of(4, 8), 3, 50)],
    "nn.sampled_softmax_loss": [(of(50, 8), of(50), Ranked((4, 1), "int64"), of(4, 8), 3, 50)],
    "nn.all_candidate_sampler": [(Ranked((4, 1), "int64"), 1, 3, True)],
    "nn.learned_unigram_candidate_sampler": [(Ranked((4, 1), "int64"), 1, 3, True, 50)],
    "random.log_uniform_candidate_sampler": [(Ranked((4, 1), "int64"), 1, 3, True, 50)],
    "random.uniform_candidate_sampler": [(Ranked((4, 1), "int64"), 1, 3, True, 50)],
    "nn.fixed_unigram_candidate_sampler": [
        (Ranked((4, 1), "int64"), 1, 3, True, 5, "", 1.0, 0, 1, 0, (1.0, 2.0, 3.0, 1.0, 1.0)),
    ],
    "nn.compute_accidental_hits": [(Ranked((4, 1), "int64"), Ranked((3,), "int64"), 1)],
    "nn.weighted_moments": [(X, [0, 1], of(2, 3, 1)), (X, [1], of(2, 3, 5), True)],
    "nn.normalize_moments": [(of(), of(3), of(3), None)],
    "nn.sufficient_statistics": [(X, [0, 1])],
}  # fmt: skip
IMAGES: dict[str, Calls] = {
    **{
        f"image.{name}": [(IMAGE,), (BATCH,), (GREY,), (of(3),)]
        for name in ("rgb_to_hsv", "hsv_to_rgb", "rgb_to_yiq", "rgb_to_yuv", "yiq_to_rgb", "yuv_to_rgb",
                     "rgb_to_grayscale", "grayscale_to_rgb", "transpose",
                     "rot90", "flip_left_right", "flip_up_down", "per_image_standardization")
    },
    "image.sobel_edges": [(BATCH,)],
    "image.total_variation": [(IMAGE,), (BATCH,)],
    "image.image_gradients": [(BATCH,), (IMAGE,)],
    "image.rot90": [(IMAGE,), (BATCH, 2), (BATCH, 3), (of(3),)],
    "image.random_flip_left_right": [(IMAGE,), (BATCH,), (of(3, 4),)],
    "image.random_flip_up_down": [(IMAGE,), (BATCH,)],
    "image.random_crop": [(IMAGE, [4, 4, 3]), (BATCH, [2, 4, 4, 3]), (IMAGE, [9, 4, 3]), (IMAGE, [4, 4])],
    "image.stateless_random_crop": [(IMAGE, [4, 4, 3], [1, 2]), (IMAGE, [9, 4, 3], [1, 2])],
    "image.central_crop": [(IMAGE, 0.5), (IMAGE, 0.87), (BATCH, 0.5), (IMAGE, 1.0), (of(9, 7, 3), 0.3)],
    "image.crop_to_bounding_box": [
        (IMAGE, 1, 1, 4, 5), (IMAGE, 1, 1, 4, 6), (BATCH, 0, 0, 8, 6), (of(3, 4), 0, 0, 1, 1),
    ],
    "image.pad_to_bounding_box": [
        (IMAGE, 1, 1, 10, 10), (IMAGE, 3, 1, 10, 10), (BATCH, 0, 0, 8, 6), (IMAGE, 0, 0, 4, 4),
    ],
    "image.crop_and_resize": [(of(2, 8, 6, 3), of(5, 4), whole(5), [7, 9])],
    "image.extract_glimpse": [(of(2, 8, 6, 3), [4, 5], of(2, 2))],
    "image.psnr": [(IMAGE, IMAGE, 1.0), (BATCH, BATCH, 1.0), (IMAGE, of(8, 7, 3), 1.0), (of(8, 6), of(8, 6), 1.0)],
    "image.ssim": [(of(2, 16, 16, 3), of(2, 16, 16, 3), 1.0), (of(2, 16, 16, 3), of(2, 16, 15, 3), 1.0)],
    "image.ssim_multiscale": [(of(2, 200, 200, 3), of(2, 200, 200, 3), 1.0)],
    "image.adjust_hue": [(IMAGE, 0.1), (BATCH, 0.1), (GREY, 0.1)],
    "image.adjust_saturation": [(IMAGE, 0.1), (BATCH, 0.1), (GREY, 0.1)],
    "image.random_hue": [(IMAGE, 0.1), (BATCH, 0.1), (GREY, 0.1)],
    "image.random_saturation": [(IMAGE, 0.5, 1.5), (GREY, 0.5, 1.5)],
    "image.stateless_random_hue": [(IMAGE, 0.1, (1, 2)), (GREY, 0.1, (1, 2))],
    "image.stateless_random_saturation": [(IMAGE, 0.5, 1.5, (1, 2)), (GREY, 0.5, 1.5, (1, 2))],
    "image.adjust_contrast": [(IMAGE, 0.5), (of(3, 4), 0.5)],
    "image.random_brightness": [(IMAGE, 0.5), (GREY, 0.5)],
    "image.random_contrast": [(IMAGE, 0.5, 1.5), (GREY, 0.5, 1.5)],
    "image.stateless_random_brightness": [(IMAGE, 0.5, (1, 2)), (of(3, 4), 0.5, (1, 2))],
    "image.stateless_random_contrast": [(IMAGE, 0.5, 1.5, (1, 2))],
    "image.stateless_random_flip_left_right": [(IMAGE, (1, 2)), (BATCH, (1, 2)), (of(3, 4), (1, 2))],
    "image.stateless_random_flip_up_down": [(IMAGE, (1, 2))],
    "image.random_jpeg_quality": [(IMAGE, 50, 90)],
    "image.stateless_random_jpeg_quality": [(IMAGE, 50, 90, (1, 2))],
    "image.adjust_jpeg_quality": [(IMAGE, 50)],
    "image.draw_bounding_boxes": [(of(2, 8, 6, 3), of(2, 5, 4), of(1, 3))],
    "image.convert_image_dtype": [(Ranked((8, 6, 3), "uint8"), "float32")],
    "image.resize_with_pad": [(IMAGE, 4, 5), (BATCH, 4, 5)],
    "image.resize_with_crop_or_pad": [(IMAGE, 4, 5), (BATCH, 4, 5)],
    "image.decode_jpeg": [(TEXT,), (TEXT, 3)],
    "image.decode_and_crop_jpeg": [(TEXT, [0, 0, 4, 4], 3)],
    "image.decode_bmp": [(TEXT,), (TEXT, 3)],
    "image.decode_gif": [(TEXT,)],
    "image.decode_png": [(TEXT,), (TEXT, 3)],
    "image.decode_jxl": [(TEXT, 3)],
    "image.decode_webp": [(TEXT, 3)],
    "image.decode_image": [(TEXT, 3, "uint8", None, False)],
    "image.encode_jpeg": [(Ranked((8, 6, 3), "uint8"),)],
    "image.encode_png": [(Ranked((8, 6, 3), "uint8"),), (Ranked((4, 8, 6, 3), "uint8"),)],
    "image.extract_jpeg_shape": [(TEXT,)],
    "image.is_jpeg": [(TEXT,)],
    "image.non_max_suppression": [(of(9, 4), of(9), 5)],
    "image.non_max_suppression_overlaps": [(of(9, 9), of(9), 5)],
    "image.non_max_suppression_with_scores": [(of(9, 4), of(9), 5)],
    "image.non_max_suppression_padded": [(of(9, 4), of(9), 5), (of(9, 4), of(9), 5, 0.5, 0.1, True)],
    "image.combined_non_max_suppression": [(of(2, 9, 1, 4), of(2, 9, 3), 5, 7)],
    "image.generate_bounding_box_proposals": [(of(2, 4, 4, 3), of(2, 4, 4, 12), of(2, 5), of(4, 3, 4))],
    "image.sample_distorted_bounding_box": [([8, 6, 3], of(1, 1, 4))],
    "image.stateless_sample_distorted_bounding_box": [([8, 6, 3], of(1, 1, 4), [1, 2])],
}  # fmt: skip

SQUARE, TALL = of(2, 5, 5), of(2, 3, 5)
LINEAR: dict[str, Calls] = {
    **{
        f"linalg.{name}": [(SQUARE,), (of(None, 4, 4),), (TALL,), (of(3),)]
        for name in ("logdet", "sqrtm", "slogdet", "lu", "eigh")
    },
    "linalg.expm": [(SQUARE,), (of(4, 4),)],
    "linalg.logm": [(complexes(4, 4),)],
    "matrix_square_root": [(SQUARE,)],
    "linalg.eig": [(SQUARE,), (TALL,)],
    "linalg.eigvals": [(SQUARE,)],
    "linalg.adjoint": [(TALL,)],
    "linalg.pinv": [(TALL,)],
    "linalg.matrix_rank": [(TALL,)],
    "linalg.matrix_transpose": [(TALL,)],
    "linalg.svd": [(TALL,), (TALL, True), (TALL, False, False)],
    "linalg.trace": [(SQUARE,), (TALL,)],
    "linalg.band_part": [(TALL, -1, 0), (of(3), -1, 0)],
    "linalg.lu_reconstruct": [(SQUARE, whole(2, 5))],
    "linalg.lu_matrix_inverse": [(SQUARE, whole(2, 5))],
    "linalg.lu_solve": [(SQUARE, whole(2, 5), of(2, 5, 3))],
    "linalg.solve": [(SQUARE, of(2, 5, 3)), (SQUARE, of(2, 4, 3)), (TALL, of(2, 3, 3))],
    "linalg.triangular_solve": [(SQUARE, of(2, 5, 3)), (SQUARE, of(2, 4, 3)), (SQUARE, of(5, 3))],
    "linalg.cholesky_solve": [(SQUARE, of(2, 5, 3)), (SQUARE, of(2, 4, 3))],
    "linalg.lstsq": [(TALL, of(2, 3, 4)), (TALL, of(2, 4, 4))],
    "linalg.banded_triangular_solve": [(of(2, 5), of(5, 3))],
    "linalg.tridiagonal_solve": [(of(3, 5), of(5, 2))],
    "linalg.tridiagonal_matmul": [(of(3, 5), of(5, 2))],
    "linalg.matvec": [(TALL, of(2, 5)), (TALL, of(2, 4)), (TALL, of(2, 3), True), (TALL, of(5)), (of(3), of(3))],
    "linalg.cross": [(of(2, 3), of(2, 3))],
    "linalg.normalize": [(X,), (X, "euclidean", 1)],
    "linalg.diag": [(X,), (X, "diag", 1)],
    "linalg.diag_part": [(SQUARE,), (TALL,), (TALL, "diag_part", 1)],
    "linalg.set_diag": [(SQUARE, of(2, 5))],
    "linalg.tensor_diag": [(of(2, 3),)],
    "linalg.tensor_diag_part": [(of(2, 3, 2, 3),)],
}
SIGNALS: dict[str, Calls] = {
    **{
        f"signal.{name}{suffix}": [(complexes(2, 4, 6, 8),), (complexes(None, 6, 4, 2),)]
        for name in ("fft", "ifft", "irfft")
        for suffix in ("", "2d", "3d")
    },
    "signal.rfft": [(X,), (of(None, 8),), (of(2, 9), [16])],
    "signal.rfft2d": [(X,), (X, [4, 4])],
    "signal.rfft3d": [(X,)],
    "signal.fftshift": [(X,)],
    "signal.ifftshift": [(X,)],
    "signal.frame": [
        (of(2, 100), 20, 10),
        (of(2, 100), 20, 10, True),
        (of(2, 100, 3), 20, 10, False, 0, 1),
        (of(10), 20, 10),
    ],
    "signal.stft": [(of(2, 1000), 255, 128), (of(2, 1000), 255, 128, 512), (of(1000), 256, 100, None, None, True)],
    "signal.inverse_stft": [(complexes(2, 7, 129), 256, 128)],
    "signal.overlap_and_add": [(of(2, 7, 20), 10)],
    "signal.hann_window": [(20,)],
    "signal.hamming_window": [(20,)],
    "signal.dct": [(X,), (X, 2, 7)],
    "signal.idct": [(X,)],
    "signal.linear_to_mel_weight_matrix": [(80, 257, 16000)],
    "signal.mfccs_from_log_mel_spectrograms": [(X,)],
    "fftnd": [(complexes(2, 4, 6), [4, 6], [1, 2])],
    "ifftnd": [(complexes(2, 4, 6), [4, 6], [1, 2])],
}
RANDOM: dict[str, Calls] = {
    "random.normal": [((2, 3),)],
    "random.truncated_normal": [((2, 3),)],
    "random.uniform": [((2, 3),)],
    "random.stateless_normal": [((2, 3), (1, 2))],
    "random.stateless_truncated_normal": [((2, 3), (1, 2))],
    "random.stateless_uniform": [((2, 3), (1, 2))],
    "random.gamma": [((2, 3), of(4)), ((2, 3), 0.5), ((2,), of(4), of(5, 1))],
    "random.poisson": [((2, 3), of(4)), ((2, 3), 0.5)],
    "random.categorical": [(of(4, 10), 5)],
    "random.stateless_categorical": [(of(4, 10), 5, (1, 2))],
    "random_index_shuffle": [(whole(), (1, 2, 3), 8)],
    "timestamp": [()],
    "fingerprint": [(Ranked((4, 3), "uint8"),)],
}

ELEMENTARY: dict[str, Calls] = {
    **dict.fromkeys(
        (
            "abs",
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atanh",
            "cos",
            "cosh",
            "exp",
            "floor",
            "negative",
            "round",
            "sigmoid",
            "sign",
            "sin",
            "sinh",
            "sqrt",
            "square",
            "tan",
            "tanh",
            "math.ceil",
            "math.erf",
            "math.expm1",
            "math.is_finite",
            "math.is_inf",
            "math.is_nan",
            "math.log",
            "math.log1p",
            "math.reciprocal",
            "math.rsqrt",
            "nn.elu",
            "nn.relu6",
            "nn.selu",
            "nn.softplus",
            "nn.softsign",
            "nn.leaky_relu",
            "nn.gelu",
            "nn.silu",
            "nn.swish",
            "ones_like",
            "sort",
            "argsort",
            "cumsum",
        ),
        ((X,), (of(None, 4),)),
    ),
    **dict.fromkeys(
        (
            "divide",
            "equal",
            "greater",
            "greater_equal",
            "less",
            "less_equal",
            "maximum",
            "minimum",
            "not_equal",
            "pow",
            "subtract",
            "math.divide_no_nan",
            "math.floormod",
            "math.mod",
            "math.squared_difference",
        ),
        PAIRS,
    ),
    "logical_and": [(true(2, 3), true(3)), (true(2, 3), true(2))],
    "logical_or": [(true(2, 3), true(3)), (true(2, 3), true(2))],
    "logical_not": [(true(2, 3),)],
    **dict.fromkeys(
        ("reduce_max", "reduce_min", "reduce_prod", "reduce_logsumexp", "math.reduce_std", "math.reduce_variance"),
        ((X,), (X, 1), (X, -1, True), (X, 3)),
    ),
    "norm": [(X,), (X, "euclidean", 1), (X, 2, -1, True)],
    "reduce_all": [(true(2, 3),), (true(2, 3), 1)],
    "reduce_any": [(true(2, 3),), (true(2, 3), 1)],
    "argmin": [(X,), (X, 2), (X, 3)],
    "zeros": [((2, 3),)],
    "ones": [([2, 3],)],
    "fill": [((2, 3), 1.0)],
    "eye": [(3,), (3, 4), (3, 4, [2])],
    "range": [(5,), (2, 9, 3)],
    "constant": [(1.0,), ([[1, 2], [3, 4]],), (0.5, None, (2, 3))],
    "convert_to_tensor": [([[1, 2], [3, 4]],), (X,)],
    "nn.embedding_lookup": [(of(50, 8), whole(2, 3))],
    "nn.dropout": [(X, 0.5)],
    "cast": [(X, "int32")],
    "add_n": [([X, X],)],
    "where": [(true(2, 3), of(2, 3), of(3)), (true(2, 3), of(2, 3), of(2)), (true(2, 3),)],
    "nn.batch_normalization": [(BATCH, of(3), of(3), of(3), of(3), 1e-3)],
    "nn.bias_add": [(BATCH, of(3)), (BATCH, of(4))],
    "nn.moments": [(BATCH, [0, 1, 2]), (BATCH, [1, 2], None, True), (BATCH, [4])],
    "nn.top_k": [(X, 2), (X, 6)],
    "broadcast_to": [(of(3, 1), (2, 3, 4)), (of(3, 2), (2, 3, 4))],
    "repeat": [(X, 2, 1), (X, 2)],
    "reverse": [(X, [1]), (X, [3])],
    "roll": [(X, 1, 1), (X, [1, 2], [0, 1])],
}

CASES = {**ELEMENTARY, **LINEAR, **SIGNALS, **RANDOM, **MATHEMATICS, **SCATTERING, **WINDOWS, **LOSSES, **IMAGES}

# What the declarations leave open, or know better than tensorflow's own static shapes (the edges of fractional
# poolings, the lengths of real transforms): tensorflow admits it, and they must not refuse it.
OPEN: dict[str, Calls] = {
    "nn.conv1d": [(of(2, 7, 9, 3), of(3, 3, 5), 1, "SAME")],
    "nn.conv2d": [(of(2, 4, 8, 6, 3), of(3, 3, 3, 5), 1, "SAME")],
    "nn.fractional_max_pool": [(BATCH, 1.4), (BATCH, [1.0, 1.4, 1.7, 1.0])],
    "nn.fractional_avg_pool": [(BATCH, [1.0, 1.4, 1.7, 1.0])],
    "rfftnd": [(of(2, 4, 6), [4, 6], [1, 2])],
    "irfftnd": [(complexes(2, 4, 6), [4, 10], [1, 2])],
}
