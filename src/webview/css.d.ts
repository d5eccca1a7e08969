/** The renderer's build gives the text of a style sheet; the dashboard's puts it into a file, and nobody asks for it. */
declare module '*.css' {
  const text: string;
  export default text;
}
