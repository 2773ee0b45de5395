/** States of a task, from what is finished to what is not begun. */
export const STATUSES = ['labeled', 'review', 'skipped', 'imported', 'new'];
