// The typed root of the api chart's values.
import { ApiValues } from '../../../schemas/api.ts';
import { valuesOf } from '../../engine/index.ts';

export const values = valuesOf(ApiValues);
