-- What people's labels taught about the confidence of a model: probability right = sigmoid(slope * log odds + intercept).
create table prelabel_calibrations (
    dataset_id  bigint not null references datasets on delete cascade,
    -- The version of what proposed: model, words, labels.
    model       varchar(200) not null,
    slope       double precision not null,
    intercept   double precision not null,
    -- How many answers it was fitted to.
    answers     integer not null,
    fitted_at   timestamp with time zone not null,
    primary key (dataset_id, model)
);
