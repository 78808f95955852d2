declare var opening: Pick<typeof import("../opening/opening.js"), "clock" | "iso" | "state"> &
  Pick<typeof import("../opening/shown.js"), "show">;
