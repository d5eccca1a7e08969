/** How long texts may be, and what a class is called, whatever it says of itself. */
export const TEXTS = String.raw`
MAX_TEXT = 100_000
START = slice(0, MAX_TEXT)

def cut(text):
    # A subclass of str may slice as it likes.
    text = str.__str__(text)
    return text if str.__len__(text) <= MAX_TEXT else str.__getitem__(text, START) + '...'

name_of_type = type.__dict__['__name__'].__get__
`;
