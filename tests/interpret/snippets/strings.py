s = "Hello, World"
a = s.lower(), s.upper(), s.title(), s.swapcase(), s.replace("l", "L", 1), s.split(", "), s.find("o"), s.rfind("o"), s.count("l")
b = s.startswith("He"), s.endswith(("x", "ld")), s[::-1], s[1:4], s[-3:], s[::2], "a,b,,c".split(","), " x ".strip()
c = "-".join(["a", "b"]), "a".ljust(3, "."), "7".zfill(3), "abc".partition("b"), "x=1=2".rsplit("=", 1)
d = "a1".isalnum(), "12".isdigit(), "ab".isalpha(), "".isspace(), "Ab".istitle(), "a\nb".splitlines()
e = "abc"[1], "abc"[-1], len("abc"), list("ab"), "é".encode("utf-8"), b"ab".decode(), ord("a"), chr(98)
f = "layer.0.weight".split(".")[1], int("12") + float("1.5"), "A".casefold(), "x".removeprefix("x"), "ab".removesuffix("b")
g = min("b", "a"), max(["aa", "b"], key=len), sorted("hello"), "b" > "a"
h = "abc".translate({97: "z"}), "%5.1f%%" % 12.34, "tab\tend".expandtabs(4)
i = hex(255), bin(5), oct(8)
