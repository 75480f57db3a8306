/** mesos-drf-sorter.json: each test is a list of operations on one sorter; each expectation in it is a row. */
import { quantities } from "../../../simulator/mesos/quantities.ts";
import { createSorter, type Sorter } from "../../../simulator/mesos/sorter/drf.ts";
import type { Adapt } from "../adapters.ts";
import type { Check } from "../sheet.ts";
import type { Foreign } from "../foreign.ts";

type Amount = Record<string, number>;
type Operation = [name: string, ...rest: Foreign[]];

const APPLY: Record<string, (sorter: Sorter, ...rest: never[]) => void> = {
  addSlave: (sorter, id: string, total: Amount) => sorter.addAgent(id, quantities(total)),
  removeSlave: (sorter, id: string) => sorter.removeAgent(id),
  add: (sorter, client: string) => sorter.add(client),
  activate: (sorter, client: string) => sorter.activate(client),
  deactivate: (sorter, client: string) => sorter.deactivate(client),
  remove: (sorter, client: string) => sorter.remove(client),
  updateWeight: (sorter, path: string, weight: number) => sorter.updateWeight(path, weight),
  allocated: (sorter, client: string, _agent: string, amount: Amount) => sorter.allocated(client, quantities(amount)),
  unallocated: (sorter, client: string, _agent: string, amount: Amount) =>
    sorter.unallocated(client, quantities(amount)),
  update: (sorter, client: string, _agent: string, before: Amount, after: Amount) =>
    sorter.update(client, quantities(before), quantities(after)),
};

const EXPECT: Record<string, (sorter: Sorter, check: Check, ...rest: never[]) => void> = {
  expectSort: (sorter, check, order: string[]) => check.equal([...sorter.sorted()], order),
  expectSortUnordered: (sorter, check, all: string[]) => check.equal(sorter.sorted().toSorted(), all.toSorted()),
  expectCount: (sorter, check, count: number) => check.equal(sorter.count(), count),
  expectContains: (sorter, check, client: string, holds: boolean) =>
    check.equal(sorter.contains(client), holds, client),
  expectAllocation: (sorter, check, client: string, amount: Amount) =>
    check.equal(sorter.allocation(client), quantities(amount), client),
};

function fail(error: unknown): never {
  throw error;
}

/** An operation that throws is a row that fails, not the end of the file. */
function attempt(run: () => void, onError: (error: unknown) => void): void {
  try {
    run();
  } catch (error) {
    onError(error);
  }
}

function replay(operations: Operation[], at: (index: number, compare: (check: Check) => void) => void): void {
  const sorter = createSorter();
  for (const [index, [name, ...rest]] of operations.entries()) {
    const apply = APPLY[name];
    const expect = EXPECT[name];
    if (apply)
      attempt(
        () => apply(sorter, ...(rest as never[])),
        (error) => at(index, () => fail(error)),
      );
    else if (expect) at(index, (check) => expect(sorter, check, ...(rest as never[])));
    else at(index, (check) => check.ok(false, `the operation ${name} is known`));
  }
}

export const replaySorter: Adapt = (file, sheet) => {
  for (const { suite, test, ops } of file.tests) {
    replay(ops, (index, compare) => sheet.row(`${suite}.${test} op ${index}`, compare));
  }
};
