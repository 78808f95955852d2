declare var opening: Pick<typeof import("../opening/opening.js"), "clock" | "iso" | "state"> &
  Pick<typeof import("../opening/shown.js"), "show">;

/** Not known to every browser. */
interface Navigator {
  connection?: { saveData?: boolean };
}
