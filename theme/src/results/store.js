/**
 * Make the one holder of what the page shows. Whoever learns something sets it; the views, which
 * subscribed, draw what differs from what they drew before.
 */
export const createStore = () => {
  /** @type {ResultsState} */
  let state = { query: null, status: "", isBusy: false, list: null, chosen: [], counts: null };
  /** @type {((state: ResultsState, before: ResultsState | null) => void)[]} */
  const views = [];
  return {
    get: () => state,
    /** @param {Partial<ResultsState>} changes */
    set(changes) {
      const before = state;
      state = { ...state, ...changes };
      for (const view of views) view(state, before);
    },
    /** @param {(state: ResultsState, before: ResultsState | null) => void} view */
    subscribe(view) {
      views.push(view);
      view(state, null);
    },
  };
};

/** @typedef {ReturnType<typeof createStore>} ResultsStore */
