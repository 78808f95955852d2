// Leaflet, then its clusters, which expect it as the global `L`.
import "leaflet/dist/leaflet.js";
import "leaflet.markercluster/dist/leaflet.markercluster.js";
