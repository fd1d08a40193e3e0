import os.path
def main(n=2):
    return [n] * n
done = False
if __name__ == "__main__":
    done = main()
name = __name__
p = os.path.join("a", "b.txt"), os.path.basename("a/b.txt"), os.path.splitext("x.py"), os.path.dirname("a/b")
