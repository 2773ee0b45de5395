-- What else was chosen for a data set, such as the column that holds its texts: one JSON object of texts.
alter table dataset add column options text;
