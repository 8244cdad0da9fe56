// The cure of what no value says. Must not know of what.
export const module = 'Correct the module in bicep/: no value of an environment says this.';
