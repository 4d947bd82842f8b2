attach $path as published (storage_version 'v1.4.0');
