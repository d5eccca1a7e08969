/** Says what a cell has raised. An error may be of a class that a cell has made: none of its answers is believed. */
export const ERRORS = String.raw`
MAX_RELATED = 10
trace_of, cause_of, context_of, is_context_hidden = (
    BaseException.__dict__[name].__get__ for name in ('__traceback__', '__cause__', '__context__', '__suppress_context__'))
members_of = BaseExceptionGroup.__dict__['exceptions'].__get__

def message_of(error):
    try:
        if issubclass(type(error), SyntaxError) and type(error.msg) is str:
            return cut(error.msg)
        return cut(str(error))
    except BaseException:
        return '<exception str() failed>'

def frames_of(error):
    frames, trace = [], trace_of(error)
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith(CELL):
            name = '' if code.co_name == '<module>' else code.co_name
            frames.append({'file': code.co_filename, 'line': trace.tb_lineno or 1, 'name': name})
        trace = trace.tb_next
    if issubclass(type(error), SyntaxError):
        file, line = error.filename, error.lineno
        if type(file) is str and file.startswith(CELL):
            frames.append({'file': file, 'line': line if type(line) is int and line > 0 else 1, 'name': ''})
    frames.reverse()
    return frames[:9] + frames[9:][-1:]

def links_of(error):
    if issubclass(type(error), BaseExceptionGroup):
        for at, member in enumerate(members := members_of(error)):
            yield 'member', member, at + 1, len(members)
    if (cause := cause_of(error)) is not None:
        yield 'cause', cause, 0, 0
    elif (context := context_of(error)) is not None and not is_context_hidden(error):
        yield 'context', context, 0, 0

def related_to(error, seen):
    for link, other, number, count in links_of(error):
        if len(seen) <= MAX_RELATED and not any(other is each for each in seen):
            seen.append(other)
            yield {'link': link, 'number': number, 'count': count, **told(other)}
            yield from related_to(other, seen)

def told(error):
    return {'name': name_of_type(type(error)), 'message': message_of(error), 'frames': frames_of(error)}

def explain(error):
    recover()
    return plain({'failure': {**told(error), 'related': list(related_to(error, [error]))}})
`;
