-- Views over the Parquet files of this release. Run from the release's folder: duckdb -init gongkai.sql
create or replace view panel as from 'panel.parquet';
create or replace view reports as from 'reports.parquet';
-- Edition and year are names of folders.
create or replace view cells as from read_parquet('cells/*/*/*.parquet', hive_partitioning = true, hive_types = {'edition': varchar, 'year': smallint});
create or replace view checks as from read_parquet('checks/*/*/*.parquet', hive_partitioning = true, hive_types = {'edition': varchar, 'year': smallint});
-- Why a figure of the panel is empty, line by line.
create or replace view panel_states as from 'panel_states.parquet';
create or replace view prose as from 'prose.parquet';
create or replace view relations as from 'relations.parquet';
create or replace view across_years as from 'across_years.parquet';
create or replace view organs as from 'organs.parquet';
create or replace view places as from read_csv('places.csv', header = true, all_varchar = true);
create or replace view crosswalk as from read_csv('crosswalk.csv', header = true, all_varchar = true);
create or replace view dictionary as from read_csv('dictionary.csv', header = true, all_varchar = true);
-- A concept over the editions, each line with its grade: lines of different grades are not one series. A report in which it has no certain
-- figure has a line without a value; one without a table, so without an edition, has no grade either.
create or replace view concept_series as
  select p.organ_code, p.organ_name_zh, p.year, p.edition, p.concept, c.grade, p.value
  from (from panel unpivot include nulls (value for concept in (columns('^(n|rev|lit|rule|norm|dec)_[a-z_]+$|^complaints$')))) p
  left join (select distinct concept, edition, grade from crosswalk) c using (concept, edition)
  where c.grade is not null or (p.edition is null and p.concept in (select concept from crosswalk));
