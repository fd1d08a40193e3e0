import argparse
p = argparse.ArgumentParser(description="d")
p.add_argument("--lr", type=float, default=0.1)
p.add_argument("--batch-size", "-b", type=int, default=32, metavar="N")
p.add_argument("--flag", action="store_true")
p.add_argument("--no-cuda", dest="cuda", action="store_false", default=True)
p.add_argument("--text", type=str)
p.add_argument("--n", type=int, default="7")
p.add_argument("--many", nargs="+", type=int, default=[1, 2])
g = p.add_argument_group("g"); g.add_argument("--deep", default="x")
p.set_defaults(extra=5)
a = p.parse_args([])
r = a.lr, a.batch_size, a.flag, a.cuda, a.text, a.n, a.many, a.deep, a.extra
n = argparse.Namespace(q=1); n.z = 2
s = n.q, n.z, sorted(vars(n)), "q" in n
