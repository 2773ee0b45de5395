/** What of an item a card shows, whatever kind it is: for FlCard.show, in every grid. */
import { audioUrl, imageUrl } from '../api.js';
import { dataType } from '../classes.js';
import { datasetId } from '../store.js';

/** Width by height of a card, by kind. */
export const RATIO = { image: 1, audio: 2, text: 1.6 };

/**
 * The picture, sound or text of an item of next_batch, data_view or search.
 * @param hits words to mark in a text
 */
export function faceOf(item, { size = 256, hits = '', kind = dataType() } = {}) {
  if (kind === 'text') return { kind, id: item.id, src: null, text: item.text ?? '', length: lengthOf(item), hits };
  const src = imageUrl(item.id, size, datasetId());
  return kind === 'audio' ? { kind, src, sound: audioUrl(item.id, datasetId()), duration: item.duration_s ?? 0 } : { kind, src };
}

/** A list cuts texts without saying how long they are. */
const CUT = 300;

/** In characters; null when it is not known. */
const lengthOf = ({ text = '', text_length: length }) => length ?? (text.length < CUT ? text.length : null);
