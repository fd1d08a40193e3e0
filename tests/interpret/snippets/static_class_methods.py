class A:
    count = 0
    @staticmethod
    def add(a, b): return a + b
    @classmethod
    def bump(cls, n=1):
        cls.count += n
        return cls.count
class B(A): pass
r = A.add(1, 2), A().add(3, 4)
b1 = A.bump()
b2 = B.bump(5)
b3 = A.bump()
c = A.count, B.count
