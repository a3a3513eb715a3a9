"""Opens every layer of a GeoPackage in QGIS as a user does, with the style kept in the file, and draws it.

    look-in-qgis.py SNAPSHOT.gpkg FOLDER

Exit code 1 when a layer does not open, has no style of its own, or QGIS says a warning.
"""

import os
import sqlite3
import sys

from qgis.core import (
    QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

path, folder = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()
said = []
application.messageLog().messageReceived.connect(lambda text, tag, level: said.append((tag, int(level), text)))
names = [row[0] for row in sqlite3.connect(path).execute(
    "select table_name from gpkg_contents where data_type = 'features' order by rowid")]
failed = False
layers = []
for name in names:
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    renderer = layer.renderer()
    kind = renderer.type() if renderer else None
    legend = [item.label() for item in renderer.legendSymbolItems()] if renderer else []
    print(f"{name}: valid {layer.isValid()}, {layer.featureCount()} features, {layer.crs().authid()}, {kind}: {legend}")
    # a single symbol is what QGIS takes where the file holds no style
    failed |= not layer.isValid() or layer.featureCount() == 0 or kind in (None, "singleSymbol")
    layers.append(layer)
for index, layer in enumerate(layers):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setOutputSize(QSize(900, 700))
    settings.setExtent(layer.extent())
    settings.setDestinationCrs(layer.crs())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    picture = f"{folder}/{layer.name()}.png"
    job.renderedImage().save(picture)
    print("drawn:", picture, [str(error) for error in job.errors()])
warnings = [text for tag, level, text in said if level in (1, 2) and ".gpkg" in text]
for text in warnings:
    print("warning:", text)
sys.stdout.flush()
# QGIS 3.22 crashes while it takes itself down; all has been said by now
os._exit(1 if failed or warnings else 0)
