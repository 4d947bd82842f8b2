copy (select {columns} from {relation} order by {key}) to {path}
(format parquet, compression zstd, row_group_size {rows});
