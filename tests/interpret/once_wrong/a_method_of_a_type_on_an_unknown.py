from unknown_module import flag

text = "A" if flag(0) else "b"
name = str.lower(text)
same = list(map(str.lower, [text, "C"]))
sizes = [1] if flag(1) else [1, 2]
list.append(sizes, 3)
length = len(sizes)
