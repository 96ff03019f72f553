/** The JSON examples of the schema document, word for word: what they hold has to be accepted for ever. */
export const SCHEMA_DOCUMENT = {
	wms: `{
  "url": "https://marine.copernicus.eu/wms",
  "layers": "GLOBAL_ANALYSISFORECAST_PHY_001_024",
  "version": "1.3.0",
  "format": "image/png",
  "transparent": true,
  "temporal": {
    "enabled": true,
    "parameter": "TIME",
    "start": "2020-01-01T00:00:00Z",
    "end": "2024-12-31T23:59:59Z",
    "resolution": "daily"
  },
  "dimensions": {
    "ELEVATION": "-0.5"
  }
}`,
	geotiffDirect: `{
  "delivery": "direct",
  "url": "https://storage.marine.gov/datasets/bathymetry_northsea.tif",
  "bounds": [[2.0, 51.0], [8.0, 56.0]],
  "temporal": {
    "enabled": false
  },
  "processing": {
    "colorRamp": "viridis",
    "valueRange": [-200, 0],
    "noDataValue": -9999
  }
}`,
	geotiffTiles: `{
  "delivery": "tiles",
  "tileServer": "https://titiler.samsyn.io",
  "cogUrl": "https://storage.marine.gov/datasets/bathymetry_northsea.tif",
  "bounds": [[2.0, 51.0], [8.0, 56.0]],
  "temporal": {
    "enabled": false
  },
  "tileParams": {
    "rescale": "-200,0",
    "colormap_name": "viridis",
    "return_mask": true
  }
}`,
	geotiffTilesByMonth: `{
  "delivery": "tiles",
  "tileServer": "https://titiler.samsyn.io",
  "cogUrlTemplate": "https://storage.marine.gov/sst/{year}/{month}/sst_{YYYYMM}.tif",
  "temporal": {
    "enabled": true,
    "start": "2020-01-01",
    "end": "2024-12-31",
    "resolution": "monthly"
  },
  "bounds": [[2.0, 51.0], [8.0, 56.0]],
  "tileParams": {
    "rescale": "0,30",
    "colormap_name": "thermal",
    "return_mask": true
  }
}`,
	vector: `{
  "geometryType": "Polygon",
  "featureCount": 45,
  "bounds": [[2.5, 51.2], [7.8, 55.9]]
}`,
	legend: `{
  "type": "gradient",
  "colorStops": [
    {"value": -200, "color": "#0000ff", "label": "-200m"},
    {"value": 0, "color": "#00ffff", "label": "Sea level"}
  ],
  "unit": "meters"
}`,
	metadata: `{
  "author": "NOAA",
  "doi": "10.5067/GHGMR-4FJ04",
  "citation": "..."
}`,
	wmsLayer: `{
  "id": "layer-sst-copernicus",
  "name": "Sea Surface Temperature - North Sea",
  "source_type": "wms",
  "category": "oceanography",
  "is_global": true,
  "source_config": {
    "url": "https://nrt.cmems-du.eu/thredds/wms/global-analysis-forecast-phy-001-024",
    "layers": "thetao",
    "version": "1.3.0",
    "format": "image/png",
    "transparent": true,
    "temporal": {
      "enabled": true,
      "parameter": "TIME",
      "start": "2020-01-01T00:00:00Z",
      "end": "2024-12-31T23:59:59Z",
      "resolution": "daily"
    },
    "dimensions": {
      "ELEVATION": "0"
    }
  },
  "style_config": {
    "opacity": 0.7
  },
  "legend_config": {
    "type": "gradient",
    "colorStops": [
      {"value": 0, "color": "#0000ff", "label": "0°C"},
      {"value": 10, "color": "#00ffff", "label": "10°C"},
      {"value": 20, "color": "#ffff00", "label": "20°C"},
      {"value": 30, "color": "#ff0000", "label": "30°C"}
    ],
    "unit": "°C"
  },
  "metadata": {
    "author": "Copernicus Marine Service",
    "doi": "10.48670/moi-00016",
    "description": "Daily sea surface temperature from CMEMS global model"
  }
}`,
	bathymetryLayer: `{
  "id": "layer-bathymetry-northsea",
  "name": "North Sea Bathymetry",
  "source_type": "geotiff",
  "category": "bathymetry",
  "is_global": true,
  "source_config": {
    "delivery": "tiles",
    "tileServer": "https://titiler.samsyn.io",
    "cogUrl": "https://storage.samsyn.io/bathymetry/north_sea_gebco_2023.tif",
    "bounds": [[2.0, 51.0], [8.0, 56.0]],
    "temporal": {
      "enabled": false
    },
    "tileParams": {
      "rescale": "-200,0",
      "colormap_name": "blues",
      "return_mask": true
    }
  },
  "legend_config": {
    "type": "gradient",
    "colorStops": [
      {"value": -200, "color": "#000033", "label": "-200m"},
      {"value": -100, "color": "#000066", "label": "-100m"},
      {"value": -50, "color": "#0066cc", "label": "-50m"},
      {"value": 0, "color": "#66ccff", "label": "0m"}
    ],
    "unit": "meters below sea level"
  },
  "metadata": {
    "author": "GEBCO",
    "doi": "10.5285/e0f0bb80-ab44-2739-e053-6c86abc0289c",
    "year": 2023
  }
}`,
	chlorophyllLayer: `{
  "id": "layer-chlorophyll-modis",
  "name": "Chlorophyll-a Concentration (MODIS)",
  "source_type": "geotiff",
  "category": "biological",
  "is_global": true,
  "source_config": {
    "delivery": "tiles",
    "tileServer": "https://titiler.samsyn.io",
    "cogUrlTemplate": "https://storage.samsyn.io/chlorophyll/{year}/{month}/chlor_a_{YYYYMM}.tif",
    "bounds": [[2.0, 51.0], [8.0, 56.0]],
    "temporal": {
      "enabled": true,
      "start": "2020-01-01",
      "end": "2024-12-31",
      "resolution": "monthly"
    },
    "tileParams": {
      "rescale": "0.01,10",
      "colormap_name": "viridis",
      "return_mask": true
    }
  },
  "legend_config": {
    "type": "gradient",
    "colorStops": [
      {"value": 0.01, "color": "#440154", "label": "0.01 mg/m³"},
      {"value": 0.1, "color": "#31688e", "label": "0.1 mg/m³"},
      {"value": 1, "color": "#35b779", "label": "1 mg/m³"},
      {"value": 10, "color": "#fde724", "label": "10 mg/m³"}
    ],
    "unit": "mg/m³",
    "scale": "logarithmic"
  }
}`,
	protectedAreasLayer: `{
  "id": "layer-mpa-northsea",
  "name": "Marine Protected Areas",
  "source_type": "vector",
  "category": "conservation",
  "is_global": true,
  "editable": "creator-only",
  "source_config": {
    "geometryType": "Polygon",
    "featureCount": 23,
    "bounds": [[2.5, 51.2], [7.8, 55.9]]
  },
  "style_config": {
    "stroke": "#14b8a6",
    "strokeWidth": 2,
    "fill": "#14b8a620",
    "fillOpacity": 0.3
  },
  "legend_config": {
    "type": "categories",
    "categories": [
      {"value": "no-take", "color": "#ff0000", "label": "No-take zone"},
      {"value": "restricted", "color": "#ffaa00", "label": "Restricted fishing"},
      {"value": "managed", "color": "#00ff00", "label": "Managed zone"}
    ]
  }
}`,
	severalBands: `{
  "tileParams": {
    "bidx": "1,2,3",
    "rescale": "0,3000",
    "return_mask": true
  }
}`,
	bandMath: `{
  "tileParams": {
    "expression": "(b1-b2)/(b1+b2)",
    "rescale": "-1,1",
    "colormap_name": "RdYlGn"
  }
}`,
	customColours: `{
  "tileParams": {
    "colormap": {
      "0": "#0000ff",
      "50": "#00ffff",
      "100": "#ffff00",
      "150": "#ff0000"
    }
  }
}`
} as const;
