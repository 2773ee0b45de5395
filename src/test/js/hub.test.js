import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setLanguage } from '../../../webapp/js/i18n.js';
import { fieldOf, settingsOf } from '../../../webapp/js/hub/connections/form.js';
import { columnsOf, guessed } from '../../../webapp/js/hub/data/columns.js';
import { labelsOf, placeOf } from '../../../webapp/js/hub/data/names.js';
import { rulesOf, toLocal } from '../../../webapp/js/hub/data/rules.js';
import { latest, nextStep, stepsOf, unassigned } from '../../../webapp/js/hub/data/steps.js';
import { filtersOf, fits } from '../../../webapp/js/hub/jobs/filters.js';
import { canCancel, canRetry, merged, Pace, seconds, updated } from '../../../webapp/js/hub/jobs/progress.js';
import { jobWords } from '../../../webapp/js/hub/jobs/words-of.js';
import { HUB_KEYS, hubAction, isHub } from '../../../webapp/js/hub/keys.js';
import * as audit from '../../../webapp/js/hub/people/audit-filters.js';
import { workloads } from '../../../webapp/js/hub/people/workload.js';
import { hub, mayOpen } from '../../../webapp/js/hub/store.js';
import { agreementOf, anchoringOf, daysLeft, interval, pace, running, shareRow } from '../../../webapp/js/hub/stats/figures.js';
import { chips, read, stillFits, toParams, toQuery } from '../../../webapp/js/hub/tasks/filters.js';
import { format, parse } from '../../../webapp/js/router.js';
import { pageFor, pagesOf } from '../../../webapp/js/workspaces.js';

const J = (patch) => ({ id: 1, status: 'running', done: 0, total: 100, attempt: 1, started_at: '2026-01-01T00:00:00Z', ...patch });

test('eachPageOfTheHubHasItsAddress', () => {
  for (const page of pagesOf('hub')) assert.deepEqual(parse(format(page, { dataset: 3 })), { workspace: 'hub', page, params: { dataset: '3' } });
  assert.equal(parse('#/hub').page, 'data');
  assert.equal(pageFor('hub', 'j'), 'jobs');
  assert.equal(pageFor('label', 'd'), 'data');
});

test('aRoleOpensItsOwnPagesOnly', () => {
  const open = () => pagesOf('hub').filter(mayOpen);
  assert.deepEqual(open(), []);
  hub.set({ me: { username: 'ann', role: 'annotator' } });
  assert.deepEqual(open(), ['desk', 'mine']);
  hub.set({ me: { username: 'admin', role: 'admin' } });
  assert.deepEqual(open(), ['data', 'tasks', 'jobs', 'people', 'connections', 'stats', 'desk']);
  assert.equal(mayOpen('label'), true);
  hub.set({ me: null });
});

test('aJobLeavesTheRunningOnesWhenItIsOver', () => {
  const one = J({ id: 1 }), two = J({ id: 2 });
  assert.deepEqual(merged([one], two).map((j) => j.id), [2, 1]);
  assert.equal(merged([two, one], { ...one, done: 7 })[1].done, 7);
  assert.deepEqual(merged([two, one], { ...one, status: 'success' }).map((j) => j.id), [2]);
  assert.deepEqual(merged([two], { ...one, status: 'failed' }).map((j) => j.id), [2]);
});

test('aListOfJobsTakesNewOnesAtItsTopAndOldOnesNotAtAll', () => {
  const list = [J({ id: 9 }), J({ id: 7 })];
  assert.deepEqual(updated(list, J({ id: 12 })).map((j) => j.id), [12, 9, 7]);
  assert.deepEqual(updated(list, J({ id: 3 })).map((j) => j.id), [9, 7]);
  assert.equal(updated(list, J({ id: 7, done: 5 }))[1].done, 5);
});

test('thePaceIsMeasuredAndSmoothed', () => {
  const of = new Pace();
  const start = Date.parse('2026-01-01T00:00:00Z');
  assert.deepEqual(of.of(J({ done: 0 }), start), { rate: 0, left: 0 });
  assert.deepEqual(of.of(J({ done: 20 }), start + 2000), { rate: 10, left: 8 });
  assert.deepEqual(of.of(J({ done: 20 }), start + 2500), { rate: 10, left: 8 }, 'nothing new came');
  const later = of.of(J({ done: 60 }), start + 4000);
  assert.ok(later.rate > 10 && later.rate < 20, `${later.rate}`);
  assert.equal(of.of(J({ done: 100, status: 'success' }), start + 5000).rate, 0);
});

test('afterAReloadThePaceIsThatSinceTheStartButNotOfAJobThatWasTakenOver', () => {
  const now = Date.parse('2026-01-01T00:00:10Z');
  assert.deepEqual(new Pace().of(J({ done: 50 }), now), { rate: 5, left: 10 });
  assert.deepEqual(new Pace().of(J({ done: 50, attempt: 2 }), now), { rate: 0, left: 0 });
  const taken = new Pace();
  taken.of(J({ done: 50 }), now);
  assert.equal(taken.of(J({ done: 10, attempt: 2 }), now + 3000).rate, 0, 'begun again behind where it was');
});

test('whatCanBeDoneWithAJobFollowsFromItsState', () => {
  assert.equal(canCancel(J({})), true);
  assert.equal(canCancel(J({ cancel_requested: true })), false);
  assert.equal(canCancel(J({ status: 'success' })), false);
  assert.deepEqual(['queued', 'running', 'success', 'failed', 'cancelled'].filter((status) => canRetry({ status })), ['failed', 'cancelled']);
  assert.equal(seconds(J({ started_at: null })), null);
  assert.equal(seconds(J({ finished_at: '2026-01-01T00:01:30Z' })), 90);
});

test('jobFiltersOfAnAddressAreCheckedAndAppliedToEvents', () => {
  assert.deepEqual(filtersOf({ status: 'nonsense', kind: 'prelabel', dataset: '3x' }), { kind: 'prelabel' });
  assert.equal(fits(J({ kind: 'prelabel', dataset_id: 3 }), { kind: 'prelabel', dataset: '3' }), true);
  assert.equal(fits(J({ kind: 'prelabel', dataset_id: 3 }), { status: 'failed' }), false);
});

test('taskFiltersGoIntoTheAddressAndBack', () => {
  const filters = read({ status: 'review', person: ' ann ', q: 'late & "broken"', order: 'priority', label: '', dataset: '3' });
  assert.deepEqual(filters, { status: 'review', person: 'ann', q: 'late & "broken"', order: 'priority' });
  assert.deepEqual(read(parse(format('tasks', toParams(filters))).params), filters);
  assert.deepEqual(toQuery(filters, 'c1', 50), { status: 'review', assigned_to: 'ann', q: 'late & "broken"', order: 'priority', after: 'c1', limit: 50 });
  assert.deepEqual(chips(filters), [['status', 'review'], ['person', 'ann'], ['q', 'late & "broken"']]);
  assert.deepEqual(read({ status: 'gone', order: 'id' }), {});
});

test('aTaskThatChangedMayFitNoMore', () => {
  const task = { status: 'labeled', assigned_to: 'ann', assignees: ['ann', 'bo'], label: 'OK', prelabel_label: 'NG' };
  assert.equal(stillFits(task, { person: 'bo', label: 'OK' }), true);
  assert.equal(stillFits(task, { status: 'review' }), false);
  assert.equal(stillFits(task, { prelabel: 'OK' }), false);
});

const set = (patch) => ({ count: 100, assigned: 0, ls_project_id: null, by_status: { new: 100 }, ...patch });
const facts = (patch) => ({ dataset: set(), connections: { label_studio: { base_url: null } }, prelabelers: [{ by: 'head', ready: true }], jobs: {}, annotators: 1, ...patch });
const states = (f) => Object.fromEntries(stepsOf(f).map((s) => [s.name, s.state]));

test('withoutLabelStudioItsStepsWaitAndTheOthersGoOn', () => {
  const steps = stepsOf(facts());
  assert.deepEqual(steps.filter((s) => s.why === 'connection').map((s) => s.name), ['project', 'import', 'export']);
  assert.equal(nextStep(steps), 'prelabel');
});

test('theStepsFollowWhatIsThere', () => {
  const connections = { label_studio: { base_url: 'https://l', project_id: null } };
  assert.equal(stepsOf(facts({ connections })).find((s) => s.name === 'import').why, 'project');
  const dataset = set({ ls_project_id: 7, by_status: { imported: 90, labeled: 10 }, assigned: 100 });
  const jobs = { prelabel: { kind: 'prelabel', status: 'running' }, score_uncertainty: { status: 'failed' } };
  assert.deepEqual(states(facts({ connections, dataset, jobs })), { project: 'done', import: 'done', prelabel: 'running', score: 'todo', assign: 'done', label: 'todo', export: 'todo' });
});

test('aStepSaysWhatIsMissing', () => {
  const steps = stepsOf(facts({ prelabelers: [{ by: 'ollama', ready: false }], annotators: 0 }));
  assert.equal(steps.find((s) => s.name === 'prelabel').why, 'prelabeler');
  assert.equal(steps.find((s) => s.name === 'assign').why, 'annotators');
  assert.equal(steps.find((s) => s.name === 'assign').state, 'blocked');
});

test('whileNothingIsKnownYetNothingIsCalledMissing', () => {
  assert.deepEqual(stepsOf(facts({ connections: null, prelabelers: null, annotators: null })).filter((s) => s.why).map((s) => s.why), ['project', 'project']);
});

test('theNewestJobOfAKindCounts', () => {
  const found = latest([{ kind: 'prelabel', id: 5 }, { kind: 'import_to_ls', id: 4 }, { kind: 'prelabel', id: 2 }]);
  assert.equal(found.prelabel.id, 5);
  assert.equal(found.import_to_ls.id, 4);
  assert.equal(unassigned({ count: 100, assigned: 30, by_status: { labeled: 50 } }), 50);
});

test('columnsOfATableAreReadWithQuotesAndOtherSeparators', () => {
  assert.deepEqual(columnsOf('\uFEFFid,"the, text",label\r\n1,a,b', 'x.csv').columns, ['id', 'the, text', 'label']);
  assert.deepEqual(columnsOf('id;text\n1;a', 'x.csv').columns, ['id', 'text']);
  assert.deepEqual(columnsOf('id\ttext\n', 'x.tsv').columns, ['id', 'text']);
  assert.deepEqual(columnsOf('"say ""hi""",b', 'x.csv').columns, ['say "hi"', 'b']);
});

test('columnsOfJsonAreTheFieldsOfItsFirstObject', () => {
  assert.deepEqual(columnsOf('{"text":"a } b","n":1,"more":{}}\n{"x":1}', 'x.jsonl'), { kind: 'lines', columns: ['text', 'n'] });
  assert.deepEqual(columnsOf('[{"id":1,"data":{"text":"x"},"annotations":[{"a":1}]},{"id":2', 'x.json'), { kind: 'label-studio', columns: ['text'] });
  assert.deepEqual(columnsOf('[', 'x.json').columns, []);
});

test('theTextColumnIsGuessed', () => {
  assert.deepEqual(guessed(['id', 'Review', 'Sentiment']), { text: 'Review', label: 'Sentiment' });
  assert.deepEqual(guessed(['id', 'words']), { text: 'words', label: null });
  assert.deepEqual(guessed([]), { text: null, label: null });
});

test('labelsAreOnePerLineAndEachOnce', () => {
  assert.deepEqual(labelsOf(' OK\nNG, maybe，也许\n\nOK '), ['OK', 'NG', 'maybe', '也许']);
});

test('aRefusalOfANewDataSetIsBesideItsField', () => {
  assert.equal(placeOf({ code: 'no-such-column' }, 'upload'), 'file');
  assert.equal(placeOf({ code: 'name-taken' }, 'demo'), 'name');
  assert.equal(placeOf({ code: 'bad-labels' }, 'demo'), 'labels');
  assert.equal(placeOf({ code: 'busy' }, 'upload'), 'form');
});

test('rulesAreTypedInPerCentAndLocalTime', () => {
  const typed = { overlap: '3', share: '25', settle: 'review', hide: true, lock: '30', deadline: '2026-05-01T12:30' };
  const rules = rulesOf(typed);
  assert.deepEqual({ ...rules, deadline: toLocal(rules.deadline) }, { overlap: 3, overlap_share: 0.25, settle: 'review', hide_prelabel: true, lock_minutes: 30, deadline: '2026-05-01T12:30' });
  assert.deepEqual(rulesOf({ overlap: '', share: '25', settle: 'majority', hide: false, lock: '', deadline: '' }), { overlap: 1, overlap_share: 0, settle: 'majority', hide_prelabel: false, lock_minutes: 0, deadline: null });
  assert.equal(toLocal(null), '');
});

test('anEmptyTokenKeepsTheOneThatIsThere', () => {
  assert.deepEqual(settingsOf('label_studio', { base_url: ' https://l ', token: '', project_id: '7' }), { base_url: 'https://l', project_id: 7 });
  assert.deepEqual(settingsOf('label_studio', { base_url: 'https://l', token: ' x ', project_id: '' }), { base_url: 'https://l', token: 'x' });
  assert.deepEqual(settingsOf('ollama', { base_url: 'http://o', model: 'm', timeout_seconds: '' }), { base_url: 'http://o', model: 'm' });
});

test('aRefusedConnectionIsBesideItsField', () => {
  assert.equal(fieldOf({ code: 'address-not-allowed' }), 'base_url');
  assert.equal(fieldOf({ code: 'x', body: { field: 'model' } }), 'model');
  assert.equal(fieldOf({ code: 'busy' }), null);
});

test('daysOfTheAuditAreThoseOfTheReader', () => {
  const filters = audit.read({ who: 'ann', from: '2026-01-02', to: 'yesterday' });
  assert.deepEqual(filters, { who: 'ann', from: '2026-01-02' });
  assert.equal(audit.toQuery(filters, null, 40).from, new Date('2026-01-02T00:00:00').toISOString());
  const day = audit.toQuery(audit.read({ from: '2026-01-02', to: '2026-01-02' }), '9', 40);
  assert.equal(Date.parse(day.to) - Date.parse(day.from), 86_400_000);
  assert.equal(day.after, '9');
});

test('workloadsAreSummedOverDataSets', () => {
  assert.deepEqual(workloads([[{ username: 'ann', open: 2, labeled: 3, skipped: 0 }], [{ username: 'ann', open: 1, labeled: 1 }, { username: 'bo', open: 0, labeled: 4, skipped: 1 }]]),
    { ann: { open: 3, labeled: 4, skipped: 0 }, bo: { open: 0, labeled: 4, skipped: 1 } });
});

test('intervalsAreWilsons', () => {
  const { low, high } = interval(91, 109);
  assert.equal(low.toFixed(4), '0.7540');
  assert.equal(high.toFixed(4), '0.8929');
  assert.deepEqual(interval(0, 0), { low: 0, high: 1 });
  assert.equal(shareRow('x', { right: 0, of: 0 }), null);
});

test('theRunningAccuracyIsThatOfSevenDays', () => {
  const days = running([{ day: '2026-01-09', right: 1, of: 2 }, { day: '2026-01-01', right: 4, of: 4 }, { day: '2026-01-07', right: 3, of: 6 }, { day: '2026-01-08', right: 0, of: 0 }]);
  assert.deepEqual(days.map((d) => [d.day, d.n, d.mean]), [['2026-01-01', 4, 1], ['2026-01-07', 10, 0.7], ['2026-01-09', 8, 0.5]]);
});

test('agreementAndAnchoringAreSaidOnlyWhenTheyCanBeTold', () => {
  assert.deepEqual([null, 0.5, 0.7, 0.9].map(agreementOf), [null, 'low', 'fair', 'good']);
  assert.equal(anchoringOf({ shown: { right: 90, of: 100 }, hidden: { right: 5, of: 9 } }), 'few');
  assert.equal(anchoringOf({ shown: { right: 95, of: 100 }, hidden: { right: 50, of: 100 } }), 'more');
  assert.equal(anchoringOf({ shown: { right: 80, of: 100 }, hidden: { right: 75, of: 100 } }), 'same');
  assert.equal(anchoringOf(undefined), 'few');
});

test('thePaceOfATeamIsThatOfTheDaysItWorked', () => {
  const { sum, perDay } = pace([{ day: '2026-01-10', labeled: 20 }, { day: '2026-01-08', labeled: 10 }, { day: '2025-12-01', labeled: 500 }], 7, '2026-01-10');
  assert.equal(sum, 30);
  assert.equal(perDay, 15);
  assert.equal(daysLeft(31, 15), 3);
  assert.equal(daysLeft(31, 0), null);
});

test('keysOfTheTableActOnRowsAndNotInFields', () => {
  const press = (key, place = 'page', mode = 'hubTable', more = {}) => hubAction({ key, ...more }, place, mode);
  assert.deepEqual(press('a'), { action: 'assign' });
  assert.deepEqual(press('ArrowDown'), { action: 'down', extend: false });
  assert.equal(press('ArrowDown', 'control'), null);
  assert.equal(press('a', 'text'), null);
  assert.equal(press('Enter', 'button'), null);
  assert.equal(press('a', 'page', 'hubTable', { ctrlKey: true }), null);
  assert.equal(press('a', 'page', 'hub'), null);
  assert.deepEqual(press('Escape', 'text'), { action: 'escape' });
  assert.ok(isHub('hubTable') && isHub('desk') && !isHub('list'));
  assert.ok(HUB_KEYS.tasks.length > 3);
});

test('aKindOfJobWithoutWordsKeepsItsName', () => {
  assert.equal(jobWords('prelabel'), 'job.prelabel');
  assert.equal(jobWords('something_new'), 'something_new');
});
