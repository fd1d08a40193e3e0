from enum import Enum, IntEnum


class Mode(str, Enum):
    CONV = "conv"
    POOL = "pool"

    def __str__(self):
        return self.value


class Level(IntEnum):
    LOW = 1
    HIGH = 2


table = {"conv": 3, "pool": 4}
levels = {1: "a", 2: "b"}
by_member = {Mode.CONV: 1}

a = table[Mode.CONV]
b = table.get(Mode.POOL)
c = by_member["conv"]
d = Mode.CONV in table
e = Mode.CONV in {"conv", "x"}
f = "conv" in by_member
g = f"{Mode.CONV}3"
h = len(Mode.POOL)
i = Mode.POOL.upper()
j = Mode.CONV.strip().startswith("co")
k = "_".join([Mode.CONV, "x"])
l = getattr({"a": 1}, Mode.CONV, 7)
m = levels[Level.HIGH]
n = Level.HIGH + 1
o = str(Mode.POOL)
p = [mode.value for mode in Mode]
q = "conv" in {mode.value for mode in Mode}
r = Mode("pool").name
s = "a conv b".replace(Mode.CONV, "c")
t = Mode.CONV == "conv" and Mode.CONV != "pool"
