/** A point of a map; one of the country's map knows the file that tells the rest, and its rank there. */
type MapPoint = Place & { lat: number; lon: number; file?: string; rank?: number };

type PointMarker = import("leaflet").Marker & { point: MapPoint };

/** What the script that folium writes calls. */
declare var msapMap: {
  prepare: (map: import("leaflet").Map) => void;
  outlines: (map: import("leaflet").Map, addresses: string[]) => Promise<void>;
  points: (
    map: import("leaflet").Map,
    address: string,
    options: object,
  ) => import("leaflet").MarkerClusterGroup;
};
