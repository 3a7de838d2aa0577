-- A list holds few vacancies of one occupation; all of one are asked for by its name, and the log says so.
alter table placements_ranking add column occupation_uri text;
comment on column placements_ranking.occupation_uri is 'The occupation whose vacancies were ranked; null when those of all were, of which a list holds few of each (weights).';
