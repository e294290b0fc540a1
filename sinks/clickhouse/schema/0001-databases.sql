-- Three layers (三层): ods as received, dw what it means, svc what is concluded from it.
CREATE DATABASE IF NOT EXISTS ods;
CREATE DATABASE IF NOT EXISTS dw;
CREATE DATABASE IF NOT EXISTS svc;
