/** What setting up one application for WebSockets takes. Pure: facts in, a plan out. */
export { guessKind, recipeOf } from './kind';
export { setupPlan } from './plan';
