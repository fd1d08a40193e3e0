"""What torch offers beside tensors and layers: devices, contexts, decorators, initialisers, utilities.

Only what changes the way in which a model is built or run is given a meaning; the rest of torch stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable

from shapelint.frontends.contexts import context_class, retyping_class
from shapelint.frontends.opaque import opaque_class
from shapelint.frontends.torch.autograd import FUNCTION
from shapelint.frontends.torch.element_types.making import TYPED
from shapelint.frontends.torch.initialization import NAMES as INITIALIZATION
from shapelint.frontends.torch.tensors.declaring import exact_dtype
from shapelint.interpret.api.element_types import APART, set_default_type
from shapelint.interpret.builtins.functions import is_instance
from shapelint.interpret.builtins.native import native
from shapelint.interpret.builtins.types import TYPES
from shapelint.interpret.domain.values import ClassValue, Unknown, is_hashable, key_of
from shapelint.interpret.free_conditions import CHOICE, freedom
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.language.iteration import iterate
from shapelint.interpret.language.size_checks import must_hold
from shapelint.ops.dtypes import CATEGORIES

DTYPE_ALIASES = {
    "float": "float32", "double": "float64", "half": "float16", "long": "int64", "int": "int32", "short": "int16",
    "cfloat": "complex64", "cdouble": "complex128",
}  # fmt: skip


def first_argument(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    """A function that gives back what it is given: decorators, initialisers, compilers."""
    if arguments:
        return arguments[0]
    if keywords and not any(k in keywords for k in ("mode", "fullgraph", "dynamic", "backend", "options", "disable")):
        return next(iter(keywords.values()))
    return native("a decorator", first_argument)


def nothing(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return None


def set_default(m: Interpreter, site: Site, kind: object = None) -> None:
    """`torch.set_default_dtype` and `torch.set_default_tensor_type`."""
    name = TYPED.get(kind.rpartition(".")[2], exact_dtype(kind)) if isinstance(kind, str) else None
    set_default_type(m, "torch", name)


def set_default_device(m: Interpreter, site: Site, device: object = None) -> None:
    """`torch.set_default_device`: from here on it is not followed where things are made."""
    m.state[APART] = True


def assertion(m: Interpreter, site: Site, condition: object, message: object = "") -> None:
    """`torch._assert`: an assertion that tracing keeps."""
    must_hold(m, condition, message if isinstance(message, str) else "assertion failed", site.place)


def never(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return False


def depends_on_machine(name: str) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        return Unknown(f"{name} depends on the machine", site.place, (name,), free=CHOICE)

    return run


def device(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    """`torch.device("cuda", 0)`: the same for the same arguments; as free as what names it."""
    given = (*arguments, *keywords.values())
    free = CHOICE if any(freedom(value) for value in given) else ""
    key = ("torch.device", *map(key_of, given)) if all(map(is_hashable, given)) else None
    return Unknown("a device", site.place, key, free=free)


CONTEXTS = (
    "torch.no_grad", "torch.enable_grad", "torch.inference_mode", "torch.set_grad_enabled",
    "torch.autograd.no_grad", "torch.autograd.set_grad_enabled",
    "torch.autograd.profiler.record_function", "torch.autograd.set_detect_anomaly", "torch.random.fork_rng",
    "torch.profiler.record_function", "torch.autograd.detect_anomaly",
)  # fmt: skip
RETYPING = ("torch.autocast", "torch.cuda.amp.autocast", "torch.amp.autocast", "torch.cpu.amp.autocast")
SAME = (
    "torch.jit.script", "torch.jit.ignore", "torch.jit.unused", "torch.jit.export", "torch.jit.script_if_tracing",
    "torch.jit.interface", "torch.jit._overload", "torch.jit._overload_method", "torch.fx.wrap", "torch.compile",
    "torch.compiler.disable", "torch._dynamo.disable",



    "torch.autograd.Variable", "torch.quantization.prepare", "torch.quantization.convert",
    *(
        f"torch.nn.init.{name}"
        for name in (
            "kaiming_normal_", "kaiming_uniform_", "xavier_normal_", "xavier_uniform_", "normal_", "uniform_",
            "constant_",
            "zeros_", "ones_", "trunc_normal_", "orthogonal_", "eye_", "dirac_", "sparse_", "kaiming_normal",
            "xavier_normal",
            "xavier_uniform", "kaiming_uniform", "normal", "uniform", "constant", "_no_grad_trunc_normal_",
            "_no_grad_normal_", "_no_grad_uniform_", "_no_grad_fill_", "_no_grad_zero_",
        )
    ),
)  # fmt: skip
NOTHING = (
    "torch.manual_seed", "torch.seed", "torch.cuda.manual_seed", "torch.cuda.manual_seed_all", "torch.save",
    "torch.set_num_threads",
    "torch.set_float32_matmul_precision", "torch.use_deterministic_algorithms", "torch.cuda.empty_cache",
    "torch.cuda.set_device", "torch.cuda.synchronize", "torch._C._log_api_usage_once",
    "torch.set_printoptions", "torch.autograd.backward", "torch.mps.empty_cache",
    "torch.utils.checkpoint.set_checkpoint_early_stop",
)  # fmt: skip
NEVER = (
    "torch.jit.is_scripting", "torch.jit.is_tracing", "torch._C._get_tracing_state", "torch.onnx.is_in_onnx_export",
    "torch.overrides.has_torch_function", "torch.overrides.has_torch_function_unary", "torch.compiler.is_compiling",
    "torch._dynamo.is_compiling", "torch.overrides.has_torch_function_variadic", "torch.is_autocast_enabled",
)  # fmt: skip
OPAQUE = (
    *(
        f"torch.optim.{name}"
        for name in (
            "SGD", "Adam", "AdamW", "Adamax", "Adagrad", "Adadelta", "RMSprop", "LBFGS", "NAdam", "RAdam", "Rprop",
            "ASGD",
            "SparseAdam", "Optimizer", "Muon", "Adafactor",
        )
    ),
    *(
        f"torch.optim.lr_scheduler.{name}"
        for name in (
            "StepLR", "MultiStepLR", "ExponentialLR", "CosineAnnealingLR", "ReduceLROnPlateau", "LambdaLR",
            "OneCycleLR",
            "CyclicLR", "LinearLR", "PolynomialLR", "ConstantLR", "SequentialLR", "CosineAnnealingWarmRestarts",
            "ChainedScheduler", "MultiplicativeLR", "LRScheduler", "_LRScheduler",
        )
    ),
    "torch.utils.tensorboard.SummaryWriter", "torch.cuda.amp.GradScaler", "torch.amp.GradScaler", "torch.Generator",
    "torch.cuda.Event", "torch.cuda.Stream", "torch.nn.LinearCrossEntropyOptions",
)  # fmt: skip
MACHINE = (
    "torch.cuda.is_available", "torch.cuda.device_count", "torch.backends.mps.is_available",
    "torch.backends.mps.is_built",
    "torch.cuda.current_device", "torch.cuda.get_device_name",
    "torch.cuda.is_bf16_supported",
    "torch.xpu.is_available", "torch.accelerator.current_accelerator", "torch.initial_seed",
)  # fmt: skip


def size_from(m: Interpreter, site: Site, owner: ClassValue, values: object = ()) -> object:
    """`torch.Size([2, 3])` is a tuple."""
    items, complete = iterate(m, values, site.place)
    return tuple(items) if complete else Unknown("a torch.Size of unknown length", site.place)


def make_runtime() -> dict[str, object]:
    names: dict[str, object] = {f"torch.{dtype}": dtype for dtype in CATEGORIES}
    names.update({f"torch.{alias}": dtype for alias, dtype in DTYPE_ALIASES.items()})
    names.update({name: context_class(name) for name in CONTEXTS})
    names.update({name: retyping_class(name) for name in RETYPING})
    names.update({name: opaque_class(name) for name in OPAQUE})
    for listed, body in ((SAME, first_argument), (NOTHING, nothing), (NEVER, never)):
        names.update({name: native(name, body) for name in listed})
    names.update({name: native(name, depends_on_machine(name)) for name in MACHINE})
    for name in ("torch.set_default_dtype", "torch.set_default_tensor_type"):
        names[name] = native(name, set_default)
    names["torch.set_default_device"] = native("torch.set_default_device", set_default_device)
    names["torch.device"] = native("torch.device", device)
    names["torch.get_rng_state"] = native("torch.get_rng_state", lambda m, s, *a: Unknown("a random state", s.place))
    names["torch._assert"] = native("torch._assert", assertion)
    size = native_class("torch.Size", (TYPES["tuple"],))
    size.variables["__new__"] = native("torch.Size", size_from)
    names["torch.Size"] = size
    names["torch.dtype"] = TYPES["str"]
    names["torch.inf"] = float("inf")
    names["torch.pi"] = 3.141592653589793
    names["torch.nan"] = float("nan")
    names["torch.__version__"] = "2.13.0"
    names.update(INITIALIZATION)
    names["torch.autograd.Function"] = names["torch.autograd.function.Function"] = FUNCTION
    names["torch.jit.isinstance"] = native("torch.jit.isinstance", is_instance)
    formats = ("torch.strided", "torch.contiguous_format", "torch.channels_last", "torch.preserve_format")
    return names | dict(zip(formats, formats, strict=True))


RUNTIME: dict[str, object] = make_runtime()
