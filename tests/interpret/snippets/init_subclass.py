registry = {}
class Base:
    def __init_subclass__(cls, name=None, **kw):
        super().__init_subclass__(**kw)
        registry[name or cls.__name__] = cls
        cls.tag = "t"
class A(Base): pass
class B(Base, name="bee"): pass
r = sorted(registry), A.tag, registry["bee"] is B
class Meta(type):
    def __new__(mcls, name, bases, ns):
        ns["made"] = name
        return super().__new__(mcls, name, bases, ns)
