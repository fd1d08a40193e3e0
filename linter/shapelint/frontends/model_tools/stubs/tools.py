"""What tools do with a model that they are given: they call it, on the inputs that they are told or on ones of the
sizes that they are told.

Read by the interpreter, never imported. `torch` and `unknown` are given to it.
"""


def run(model, inputs):
    """One tensor, or several as positional or keyword arguments."""
    if isinstance(inputs, dict):
        return model(**inputs)
    if isinstance(inputs, (tuple, list)):
        return model(*inputs)
    return model(inputs)


def evaluated(model, inputs):
    """A call in evaluation mode."""
    training = model.training
    model.eval()
    result = run(model, inputs)
    model.train(training)
    return result


def in_evaluation(model, *inputs, **named):
    """A call in evaluation mode, on arguments as they are."""
    training = model.training
    model.eval()
    model(*inputs, **named)
    model.train(training)


def is_one_size(sizes):
    return not isinstance(sizes[0], (tuple, list, dict))


def made(size, batch_dim, dtype):
    values = torch.rand(size)
    if batch_dim is not None:
        values = values.unsqueeze(batch_dim)
        values = torch.cat([values, values], batch_dim)
    return values if dtype is None else values.to(dtype)


def inputs_of(sizes, batch_dim, dtypes):
    """Tensors of the sizes: one or several, or one for each name."""
    if isinstance(sizes, dict):
        return {name: made(size, batch_dim, None) for name, size in sizes.items()}
    if is_one_size(sizes):
        return [made(sizes, batch_dim, None if dtypes is None else dtypes[0])]
    if dtypes is None:
        return [made(size, batch_dim, None) for size in sizes]
    return [made(size, batch_dim, dtype) for size, dtype in zip(sizes, dtypes, strict=False)]


def torchinfo_summary(
    model, input_size=None, input_data=None, batch_dim=None, cache_forward_pass=None, col_names=None, col_width=25,
    depth=3, device=None, dtypes=None, mode=None, row_settings=None, verbose=None, **kwargs
):  # fmt: skip
    inputs = input_data
    if inputs is None and input_size is not None:
        inputs = inputs_of(input_size, batch_dim, dtypes)
    if inputs is not None:
        if mode is None or mode == "eval":
            evaluated(model, inputs)
        else:
            run(model, inputs)
    return unknown("the result of torchinfo.summary")


def draw_graph(model, input_data=None, input_size=None, graph_name="model", depth=3, device=None, dtypes=None, **rest):
    inputs = input_data
    if inputs is None and input_size is not None:
        inputs = inputs_of(input_size, None, dtypes)
    if inputs is not None:
        evaluated(model, inputs)
    return unknown("the result of torchview.draw_graph")


def torchsummary_summary(model, input_size=None, batch_size=-1, device="cuda", **rest):
    """Sizes without the batch; a fork of the package takes tensors as well."""
    given = rest.get("input_data") if input_size is None else input_size
    if isinstance(given, torch.Tensor):
        model(given)
    elif given is not None:
        sizes = [given] if is_one_size(given) else given
        if isinstance(sizes[0], torch.Tensor):
            model(*sizes)
        else:
            model(*[torch.rand(2, *size) for size in sizes])
    return unknown("the result of torchsummary.summary")


def model_summary(model, *inputs, **rest):
    in_evaluation(model, *inputs)
    return unknown("the result of pytorch_model_summary.summary")


def onnx_export(model, args=(), f=None, *, kwargs=None, **rest):
    named = {} if kwargs is None else kwargs
    if isinstance(args, torch.Tensor):
        in_evaluation(model, args, **named)
    elif isinstance(args, tuple) and args:
        if isinstance(args[-1], dict):
            in_evaluation(model, *args[:-1], **args[-1])
        else:
            in_evaluation(model, *args, **named)
    return unknown("the result of torch.onnx.export")


def jit_trace(func, example_inputs=None, *rest, example_kwarg_inputs=None, **options):
    if example_inputs is not None:
        run(func, example_inputs)
    elif example_kwarg_inputs is not None:
        func(**example_kwarg_inputs)
    return func


def export_export(mod, args, kwargs=None, **rest):
    mod(*args, **({} if kwargs is None else kwargs))
    return unknown("the result of torch.export.export")


def profile(model, inputs, custom_ops=None, verbose=True, ret_layer_info=False, report_missing=False):
    training = model.training
    model.eval()
    model(*inputs)
    model.train(training)
    if ret_layer_info:
        return unknown("operations"), unknown("parameters"), unknown("layers")
    return unknown("operations"), unknown("parameters")


def complexity(model, input_res, print_per_layer_stat=True, as_strings=True, input_constructor=None, **rest):
    """ptflops reports what fails in the model, and goes on."""
    training = model.training
    model.eval()
    try:
        if input_constructor is None:
            model(torch.zeros((1, *input_res)))
        else:
            run(model, input_constructor(input_res))
    except Exception:  # noqa: BLE001 (that is what ptflops does)
        pass
    model.train(training)
    return unknown("operations"), unknown("parameters")


def calculate_flops(model, input_shape=None, transformer_tokenizer=None, args=None, kwargs=None, **rest):
    if transformer_tokenizer is None:
        if input_shape is not None:
            in_evaluation(model, torch.ones(tuple(input_shape)))
        else:
            in_evaluation(model, *([] if args is None else args), **({} if kwargs is None else kwargs))
    return unknown("operations"), unknown("multiplications"), unknown("parameters")


class CountAnalysis:
    """The analyses of fvcore: the model is run when a number is asked for."""

    def __init__(self, model, inputs):
        self.model = model
        self.inputs = inputs

    def count(self, *arguments):
        inputs = self.inputs if isinstance(self.inputs, tuple) else (self.inputs,)
        self.model(*inputs)
        return unknown("a count of operations")

    total = by_operator = by_module = by_module_and_operator = unsupported_ops = uncalled_modules = count

    def same(self, *arguments, **keywords):
        return self

    set_op_handle = clear_op_handles = tracer_warnings = unsupported_ops_warnings = uncalled_modules_warnings = same
    copy = canonical_module_name = same


def count_table(flops, *arguments, **keywords):
    flops.total()
    return unknown("a table of operations")


def flop_count(model, inputs, *arguments, **keywords):
    model(*inputs)
    return unknown("operations"), unknown("what is not counted")


def ignored(*arguments, **keywords):
    return unknown("what a tool returns")


class SummaryWriter:
    """A writer of logs, of which only the graph runs a model."""

    def __init__(self, *arguments, **keywords):
        pass

    def add_graph(self, model, input_to_model=None, verbose=False, *arguments, **keywords):
        if input_to_model is not None:
            evaluated(model, input_to_model)

    def __enter__(self):
        return self

    def __exit__(self, *arguments):
        return None

    def __getattr__(self, name):
        return ignored


class ProgressBar:
    """A bar that shows how far an iteration has got."""

    def __init__(self, iterable=None, *arguments, **keywords):
        self.iterable = iterable

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        return len(self.iterable)

    def __enter__(self):
        return self

    def __exit__(self, *arguments):
        return None

    def __getattr__(self, name):
        return ignored

    write = pandas = set_lock = get_lock = external_write_mode = format_sizeof = format_interval = staticmethod(ignored)


def trange(*arguments, **keywords):
    return ProgressBar(range(*arguments))


class Accelerator:
    """What is prepared is as it was, as far as shapes go.
    https://huggingface.co/docs/accelerate/package_reference/accelerator"""

    def __init__(self, *arguments, **keywords):
        retyped()

    def prepare(self, *args, **keywords):
        return args[0] if len(args) == 1 else args

    def prepare_model(self, model, *arguments, **keywords):
        return model

    prepare_data_loader = unwrap_model = prepare_model

    def accumulate(self, *models):
        return self

    def autocast(self, *arguments, **keywords):
        return self

    main_process_first = local_main_process_first = no_sync = autocast

    def __enter__(self):
        return self

    def __exit__(self, *arguments):
        return None

    def __getattr__(self, name):
        return unknown("what an accelerator has")
