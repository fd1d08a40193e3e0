"""What torch has to itself, for the interpreter and the rules."""

from __future__ import annotations

from shapelint.ir.dialect import Advice, Dialect, ModelLayout, ModelSpelling, Spelling, StackSpelling, TensorBehavior

FLATTENED = "{receiver}.flatten(1)"
LAZY = ("Linear", *(f"{kind}{rank}d" for kind in ("Conv", "ConvTranspose", "BatchNorm") for rank in (1, 2, 3)))

TORCH = Dialect(
    "torch",
    implicit_softmax_axis=True,
    tensors=TensorBehavior(known_elements=True, in_place=True, negative_steps=False, is_iterable=True, keeps_type=True),
    models=ModelLayout(
        method="forward",
        bases=("torch.nn.Module",),
        set_up="_modules",
        containers={"list": "torch.nn.ModuleList", "tuple": "torch.nn.ModuleList", "dict": "torch.nn.ModuleDict"},
        is_eager=True,
    ),
    spelling=Spelling(
        axis="dim",
        prefixes=(("torch.nn.functional.", "F."), ("torch.Tensor.", "Tensor.")),
        method_prefix="torch.Tensor.",
        has_methods=True,
        flatten_layer="torch.nn.Flatten",
        flatten="{torch.flatten}({0}, 1)",
        rows={
            "torch.Tensor.view": ("{receiver}.view({receiver}.size(0), -1)", FLATTENED),
            "torch.Tensor.reshape": ("{receiver}.reshape({receiver}.size(0), -1)", FLATTENED),
            "torch.Tensor.flatten": (FLATTENED, ""),
            "torch.Tensor.ravel": (FLATTENED, ""),
            "torch.reshape": ("{torch.flatten}({input|0}, 1)", ""),
            "torch.flatten": ("{function}({input|0}, 1)", ""),
            "torch.ravel": ("{torch.flatten}({input|0}, 1)", ""),
            "torch.nn.Flatten": ("{function}()", ""),
        },
        turned=("torch.Tensor.view", "torch.Tensor.reshape"),
        transposed="{text}.transpose(-2, -1)",
        operand_transposed=("{left}.transpose(-2, -1) @ {right}", "{left} @ {right}.transpose(-2, -1)"),
        squeezed={
            "torch.Tensor.squeeze": "{receiver}.squeeze(AXES)",
            "torch.squeeze": "{function}({input|0}, AXES)",
        },
        stated={f"torch.nn.Lazy{name}": f"torch.nn.{name}" for name in LAZY},
        conversions={
            "float32": ".float()",
            "float64": ".double()",
            "float16": ".half()",
            "int64": ".long()",
            "bool": ".bool()",
        },
    ),
    advice=Advice(
        flatten="flatten each sample before, as torch.flatten(x, 1) and nn.Flatten() do",
        whole="leave the batch axis out: torch.flatten(x, 1)",
        rows="keep the batch: torch.flatten(x, 1), or x.view(x.size(0), -1)",
        border="pad the input, use ceil_mode=True in a torch pooling, or change the stride",
        flattened="torch.flatten(x, 1)",
        layout="with x.permute(0, 3, 1, 2)",
        loading="load_state_dict(..., strict=False) leaves out what is missing or unexpected, silently",
        single="x.item() gives the number",
        scores={"softmax": "log_softmax with NLLLoss", "sigmoid": "BCELoss"},
    ),
    stack=StackSpelling(
        ("from torch import nn",),
        ("torch.nn", "nn."),
        "model = nn.Sequential(",
        ")",
        model=ModelSpelling(
            opening="\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n",
            built="        self.{name} = {layer}\n",
            middle="\n    def forward(self, x):\n",
            called="        x = self.{name}({before})\n",
            closing="        return x\n\n\nmodel = Net()\n",
        ),
    ),
)
