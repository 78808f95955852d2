/** What the script of every page, which runs already, shares with those loaded later. */
export const { opening } = globalThis;
