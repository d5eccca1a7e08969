/** Cuts a cell into what is done one after the other. What it imports from `__future__` holds for the cells after it. */
export const STEPS = String.raw`
AWAITS, ONLY_TREE, COROUTINE = 0x2000, 0x400, 0x80
# All that came after nested scopes, which every function has.
FUTURE = sum(flag for name in __future__.all_feature_names if (flag := getattr(__future__, name).compiler_flag) > 0x1000)
future = 0

def parse(source, filename):
    flags = AWAITS | ONLY_TREE | future
    try:
        return compile(source, filename, 'exec', flags, True)
    except IndentationError:
        if (even := dedent(source)) == source:
            raise
        return compile(even, filename, 'exec', flags, True)

def steps_of(source, filename):
    """The statements, and the expression at the end, if there is one."""
    global future
    tree = parse(source, filename)
    last = tree.body.pop() if tree.body and type(tree.body[-1]) is Expr else None
    steps = [compile(tree, filename, 'exec', AWAITS | future, True)]
    future |= steps[0].co_flags & FUTURE
    if last is not None:
        steps.append(compile(Expression(last.value), filename, 'eval', AWAITS | future, True))
    return steps
`;
