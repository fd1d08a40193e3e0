"""torch.nn.Module and its containers as the interpreter reads them: what they do with their children, in plain Python.

Read by the interpreter, never imported. The native parts of Module (attribute registration, calling) are in
`frontends.torch.module` and are put into the class below when it is read.
"""

from collections import OrderedDict


class RemovableHandle:
    def __init__(self, hooks):
        self._hooks = hooks

    def remove(self):
        if self._hooks is not None and self in self._hooks:
            del self._hooks[self]

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.remove()


class Module:
    training = True
    dump_patches = False
    call_super_init = False
    _forward_hooks = None
    _forward_pre_hooks = None

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        if self._forward_hooks is None:
            self._forward_hooks = {}
        return self._hooked(self._forward_hooks, hook, prepend, with_kwargs)

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        if self._forward_pre_hooks is None:
            self._forward_pre_hooks = {}
        return self._hooked(self._forward_pre_hooks, hook, prepend, with_kwargs)

    def _hooked(self, hooks, hook, prepend, with_kwargs):
        handle = RemovableHandle(hooks)
        others = list(hooks.items()) if prepend else []
        for other, _ in others:
            del hooks[other]
        hooks[handle] = (hook, with_kwargs)
        for other, kept in others:
            hooks[other] = kept
        return handle

    def _never_called(self, hook, *args, **kwargs):
        return RemovableHandle(None)

    register_full_backward_hook = register_backward_hook = register_full_backward_pre_hook = _never_called
    register_state_dict_post_hook = register_state_dict_pre_hook = _register_state_dict_hook = _never_called

    def _load_hook(self, hook, *args, **kwargs):
        self._shapelint_load_hooks = True
        return RemovableHandle(None)

    register_load_state_dict_pre_hook = register_load_state_dict_post_hook = _load_hook
    _register_load_state_dict_pre_hook = _load_hook

    def state_dict(self, *args, **kwargs):
        known = self._shapelint_state_dict(*args, **kwargs)
        return OrderedDict([*self.named_parameters(), *self.named_buffers()]) if known is None else OrderedDict(known)

    def load_state_dict(self, state_dict, strict=True, assign=False):
        if assign is not False:
            self._shapelint_convert("Module.load_state_dict", (object(),), {})
        return self._shapelint_check_load(state_dict, strict)

    def get_extra_state(self):
        pass

    def set_extra_state(self, state):
        pass

    def set_submodule(self, target, module, strict=False):
        path, _, name = target.rpartition(".")
        setattr(self.get_submodule(path), name, module)

    def children(self):
        return self._shapelint_walk(False, False, "") if self._shapelint_is_known() else self._shapelint_children()

    def named_children(self):
        return self._shapelint_walk(False, True, "") if self._shapelint_is_known() else self._shapelint_named_children()

    def modules(self):
        return self._shapelint_walk(True, False, "") if self._shapelint_is_known() else self._shapelint_modules()

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        if memo is None and remove_duplicate is True and self._shapelint_is_known():
            return self._shapelint_walk(True, True, prefix)
        return self._shapelint_named_modules(prefix)

    def _shapelint_children(self):
        for module in self._modules.values():
            if module is not None:
                yield module
        yield from self._shapelint_others()

    def _shapelint_named_children(self):
        for name, module in self._modules.items():
            if module is not None:
                yield name, module
        yield from self._shapelint_others()

    def _shapelint_modules(self):
        for _, module in self.named_modules():
            yield module

    def _shapelint_named_modules(self, prefix):
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                inner = prefix + ("." if prefix else "") + name
                yield from module.named_modules(None, inner)
        yield from self._shapelint_others()

    def parameters(self, recurse=True):
        for _, parameter in self.named_parameters("", recurse):
            yield parameter

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        if self._shapelint_is_known():
            return self._shapelint_once(self._shapelint_held(prefix, recurse), remove_duplicate)
        return self._shapelint_once(self._shapelint_parameters(prefix, recurse), remove_duplicate)

    def _shapelint_parameters(self, prefix, recurse):
        for name, parameter in self._parameters.items():
            if parameter is not None:
                yield prefix + ("." if prefix else "") + name, parameter
        if recurse:
            for name, module in self._modules.items():
                if module is not None:
                    yield from module._shapelint_parameters(prefix + ("." if prefix else "") + name, True)
            yield from self._shapelint_others()

    def buffers(self, recurse=True):
        for _, buffer in self.named_buffers("", recurse):
            yield buffer

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        for name, buffer in self._buffers.items():
            if buffer is not None:
                yield prefix + ("." if prefix else "") + name, buffer
        if recurse:
            for name, module in self._modules.items():
                if module is not None:
                    yield from module.named_buffers(prefix + ("." if prefix else "") + name)

    def get_submodule(self, target):
        module = self
        if target:
            for name in target.split("."):
                module = getattr(module, name)
        return module

    def get_parameter(self, target):
        path, _, name = target.rpartition(".")
        return getattr(self.get_submodule(path), name)

    get_buffer = get_parameter

    def apply(self, fn):
        for module in self._modules.values():
            if isinstance(module, Module):
                module.apply(fn)
        fn(self)
        return self

    def train(self, mode=True):
        self.training = mode
        for module in self._modules.values():
            if isinstance(module, Module):
                module.train(mode)
        return self

    def eval(self):
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        for parameter in self.parameters():
            parameter.requires_grad = requires_grad
        return self

    def _same(self, *args, **kwargs):
        return self

    share_memory = _same

    def cuda(self, device=None):
        return self._shapelint_convert("Module.cuda", (device,) if device is not None else (), {})

    def cpu(self):
        return self._shapelint_convert("Module.cpu", ("cpu",), {})

    def to_empty(self, *, device, recurse=True):
        return self._shapelint_convert("Module.to_empty", (device,), {})

    def xpu(self, device=None):
        return self._shapelint_convert("Module.xpu", ("xpu",), {})

    ipu = xpu

    def to(self, *args, **kwargs):
        return self._shapelint_convert("Module.to", args, kwargs)

    def float(self):
        return self._shapelint_convert("Module.float", ("float32",), {})

    def double(self):
        return self._shapelint_convert("Module.double", ("float64",), {})

    def half(self):
        return self._shapelint_convert("Module.half", ("float16",), {})

    def bfloat16(self):
        return self._shapelint_convert("Module.bfloat16", ("bfloat16",), {})

    def type(self, dst_type):
        return self._shapelint_convert("Module.type", (dst_type,), {})

    def zero_grad(self, set_to_none=True):
        pass

    def extra_repr(self):
        return ""

    def compile(self, *args, **kwargs):
        pass


class Container(Module):
    def __init__(self, **kwargs):
        super().__init__()
        for name, module in kwargs.items():
            self.add_module(name, module)


class Sequential(Module):
    def __init__(self, *args):
        super().__init__()
        if len(args) == 1 and isinstance(args[0], OrderedDict):
            for name, module in args[0].items():
                self.add_module(name, module)
        else:
            for index, module in enumerate(args):
                self.add_module(str(index), module)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self.__class__(OrderedDict(list(self._modules.items())[index]))
        return list(self._modules.values())[index]

    def __setitem__(self, index, module):
        setattr(self, list(self._modules.keys())[index], module)

    def __delitem__(self, index):
        names = list(self._modules.keys())
        if isinstance(index, slice):
            for name in names[index]:
                delattr(self, name)
        else:
            delattr(self, names[index])
        self._renumber()

    def _renumber(self):
        modules = list(self._modules.values())
        for name in list(self._modules.keys()):
            delattr(self, name)
        for index, module in enumerate(modules):
            self.add_module(str(index), module)

    def __len__(self):
        return len(self._modules)

    def __iter__(self):
        return iter(list(self._modules.values()))

    def __add__(self, other):
        return Sequential(*list(self), *list(other))

    def append(self, module):
        self.add_module(str(len(self)), module)
        return self

    def extend(self, modules):
        for module in modules:
            self.append(module)
        return self

    def insert(self, index, module):
        modules = list(self)
        modules.insert(index, module)
        for position, item in enumerate(modules):
            setattr(self, str(position), item)
        return self

    def pop(self, key):
        module = self[key]
        del self[key]
        return module

    def forward(self, input):
        for module in self._modules.values():
            input = module(input)
        return input


class ModuleList(Module):
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None:
            self.extend(modules)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self.__class__(list(self._modules.values())[index])
        return list(self._modules.values())[index]

    def __setitem__(self, index, module):
        setattr(self, list(self._modules.keys())[index], module)

    def __delitem__(self, index):
        modules = list(self._modules.values())
        del modules[index]
        for name in list(self._modules.keys()):
            delattr(self, name)
        self.extend(modules)

    def __len__(self):
        return len(self._modules)

    def __iter__(self):
        return iter(list(self._modules.values()))

    def __add__(self, other):
        return ModuleList([*self, *other])

    def __iadd__(self, modules):
        return self.extend(modules)

    def append(self, module):
        self.add_module(str(len(self)), module)
        return self

    def extend(self, modules):
        for module in modules:
            self.append(module)
        return self

    def insert(self, index, module):
        modules = list(self)
        modules.insert(index, module)
        for position, item in enumerate(modules):
            setattr(self, str(position), item)

    def pop(self, key):
        module = self[key]
        del self[key]
        return module


class ModuleDict(Module):
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None:
            self.update(modules)

    def __getitem__(self, key):
        return self._modules[key]

    def __setitem__(self, key, module):
        self.add_module(key, module)

    def __delitem__(self, key):
        delattr(self, key)

    def __len__(self):
        return len(self._modules)

    def __iter__(self):
        return iter(list(self._modules.keys()))

    def __contains__(self, key):
        return key in self._modules

    def clear(self):
        for name in list(self._modules.keys()):
            delattr(self, name)

    def pop(self, key):
        module = self[key]
        del self[key]
        return module

    def keys(self):
        return self._modules.keys()

    def values(self):
        return self._modules.values()

    def items(self):
        return self._modules.items()

    def update(self, modules):
        for key, module in modules.items() if hasattr(modules, "items") else modules:
            self.add_module(key, module)


class ParameterList(Module):
    def __init__(self, values=None):
        super().__init__()
        if values is not None:
            self.extend(values)

    def __getitem__(self, index):
        return list(self._parameters.values())[index]

    def __setitem__(self, index, value):
        setattr(self, list(self._parameters.keys())[index], value)

    def __len__(self):
        return len(self._parameters)

    def __iter__(self):
        return iter(list(self._parameters.values()))

    def append(self, value):
        self.register_parameter(str(len(self)), value)
        return self

    def extend(self, values):
        for value in values:
            self.append(value)
        return self


class ParameterDict(Module):
    def __init__(self, parameters=None):
        super().__init__()
        if parameters is not None:
            self.update(parameters)

    def __getitem__(self, key):
        return self._parameters[key]

    def __setitem__(self, key, value):
        self.register_parameter(key, value)

    def __len__(self):
        return len(self._parameters)

    def __iter__(self):
        return iter(list(self._parameters.keys()))

    def __contains__(self, key):
        return key in self._parameters

    def keys(self):
        return self._parameters.keys()

    def values(self):
        return self._parameters.values()

    def items(self):
        return self._parameters.items()

    def update(self, parameters):
        for key, value in parameters.items():
            self.register_parameter(key, value)


class DataParallel(Module):
    def __init__(self, module, device_ids=None, output_device=None, dim=0, **kwargs):
        super().__init__()
        self.module = module
        self._shapelint_scatters()

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)


class DistributedDataParallel(DataParallel):
    pass
