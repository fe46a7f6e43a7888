// As ways.property.test.ts, with many documents of each kind.
import { describeWays } from "./ways.ts";

describeWays(8);
