select stamp from warehouse.core.publication;
