/** One IntersectionObserver for everything on the page that wants to know that it is about to be seen. */
const callbacks = new WeakMap();

const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) if (isIntersecting) callbacks.get(target)?.(target);
}, { rootMargin: '300px 0px' });

/** Call back whenever the element comes into view; again for the same element asks anew. */
export function whenSeen(element, callback) {
  observer.unobserve(element);
  callbacks.set(element, callback);
  observer.observe(element);
}

export function forget(element) {
  observer.unobserve(element);
  callbacks.delete(element);
}
