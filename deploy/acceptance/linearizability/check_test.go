package main

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// truth is one channel that is what it should be. It makes histories of clients that overlap.
type truth struct {
	random   *rand.Rand
	version  string
	position int64
	moment   int64
	// shown is what clients may know: operations whose answers they have read.
	shown []Operation
}

func (t *truth) tag() string {
	return fmt.Sprintf("\"01C.%d\"", t.position)
}

func (t *truth) move(version string) {
	if version != t.version {
		t.position += 1 + t.random.Int63n(5)
		t.version = version
	}
}

// history is what clients may see: each operation happens at a moment within its interval. Of `lost` in 100 that
// change something the answer is lost.
func (t *truth) history(operations, lost int) []Operation {
	var history []Operation
	for range operations {
		t.moment += 100
		operation := t.happen()
		t.shown = append(t.shown, operation)
		if operation.Kind != Read && t.random.Intn(100) < lost {
			operation.Outcome, operation.Return, operation.Seen = Unknown, Never, Seen{}
			t.shown = t.shown[:len(t.shown)-1]
		}
		history = append(history, operation)
	}
	return history
}

func (t *truth) happen() Operation {
	operation := Operation{
		Client:  t.random.Intn(20),
		Channel: "c",
		Kind:    Read,
		Call:    t.moment - t.random.Int63n(400),
		Return:  t.moment + t.random.Int63n(400),
		Outcome: Done,
	}
	version := fmt.Sprintf("v%d", t.random.Intn(12))
	switch t.random.Intn(3) {
	case 0:
		operation.Kind, operation.Version = Assign, version
		t.move(version)
	case 1:
		if known, some := t.known(); some {
			operation.Kind, operation.Version, operation.IfTag = AssignIf, version, known.Seen.Tag
			operation.Call = max(operation.Call, known.Return+1)
			if known.Seen.Tag == t.tag() {
				t.move(version)
			} else {
				operation.Outcome = NotMet
			}
		}
	}
	operation.Seen = Seen{Version: t.version, Tag: t.tag()}
	return operation
}

// known is the newest answer, or one shortly before, that somebody has read by now.
func (t *truth) known() (Operation, bool) {
	read := slices.DeleteFunc(slices.Clone(t.shown[max(0, len(t.shown)-12):]), func(each Operation) bool {
		return each.Return >= t.moment
	})
	if len(read) == 0 {
		return Operation{}, false
	}
	return read[len(read)-1-t.random.Intn(min(2, len(read)))], true
}

func newTruth(seed int64) *truth {
	return &truth{random: rand.New(rand.NewSource(seed)), position: 7}
}

func legal(t *testing.T, history []Operation) bool {
	t.Helper()
	return check(history, 20*time.Second, filepath.Join(t.TempDir(), "picture.html")) == nil
}

func TestALegalHistoryIsLegal(t *testing.T) {
	for seed := range int64(30) {
		if !legal(t, newTruth(seed).history(400, 8)) {
			t.Errorf("seed %d: legal, and found not to be", seed)
		}
	}
}

// answered is the place of an operation after the first quarter of a history of which something holds.
func answered(t *testing.T, history []Operation, holds func(i int) bool) int {
	t.Helper()
	for i := len(history) / 4; i < len(history); i++ {
		if holds(i) {
			return i
		}
	}
	t.Fatal("no such operation")
	return 0
}

func TestACorruptedHistoryIsNotLegal(t *testing.T) {
	corruptions := map[string]func(*testing.T, []Operation) []Operation{
		"a read shows what was overwritten long before": func(t *testing.T, history []Operation) []Operation {
			i := answered(t, history, func(i int) bool { return history[i].Kind == Read && history[i].Seen != history[i-20].Seen })
			old := slices.IndexFunc(history[:i-15], func(each Operation) bool { return each.Outcome == Done })
			history[i].Seen = history[old].Seen
			return history
		},
		"a read shows a version that nobody assigned": func(t *testing.T, history []Operation) []Operation {
			i := answered(t, history, func(i int) bool { return history[i].Kind == Read })
			history[i].Seen.Version = "nobody's"
			return history
		},
		"an acknowledged assignment was lost": func(t *testing.T, history []Operation) []Operation {
			end := history[len(history)-1].Call + 10_000
			lost := Operation{Client: 1, Channel: "c", Kind: Assign, Version: "lost", Outcome: Done, Call: end, Return: end + 1}
			lost.Seen = Seen{Version: "lost", Tag: "\"01C.1000000\""}
			after := Operation{Client: 2, Channel: "c", Kind: Read, Outcome: Done, Call: end + 2, Return: end + 3}
			after.Seen = history[len(history)-1].Seen
			return append(history, lost, after)
		},
		"two clients win with the same tag": func(t *testing.T, history []Operation) []Operation {
			i := answered(t, history, func(i int) bool {
				return history[i].Kind == AssignIf && history[i].Outcome == Done && history[i].Seen.Tag != history[i].IfTag
			})
			again := history[i]
			again.Version, again.Seen = "other", Seen{Version: "other", Tag: fmt.Sprintf("\"01C.%d\"", position(again.Seen.Tag)+1000)}
			return append(history, again)
		},
		"a condition that holds is refused": func(t *testing.T, history []Operation) []Operation {
			i := answered(t, history, func(i int) bool { return history[i].Kind == AssignIf && history[i].Outcome == NotMet })
			history[i].IfTag = history[i].Seen.Tag
			return history
		},
		"an assignment happened a second time": func(t *testing.T, history []Operation) []Operation {
			last := history[len(history)-1]
			first := answered(t, history, func(i int) bool {
				return history[i].Kind == Assign && history[i].Outcome == Done && history[i].Version != last.Seen.Version
			})
			twice := Operation{Client: 1, Channel: "c", Kind: Read, Outcome: Done, Call: last.Call + 10_000, Return: last.Call + 10_001}
			twice.Seen = Seen{Version: history[first].Version, Tag: fmt.Sprintf("\"01C.%d\"", position(last.Seen.Tag)+1_000_000)}
			return append(history, twice)
		},
		"a tag goes back": func(t *testing.T, history []Operation) []Operation {
			i := answered(t, history, func(i int) bool {
				return history[i].Kind == Assign && history[i].Outcome == Done && history[i].Seen != history[i-1].Seen
			})
			history[i].Seen.Tag = "\"01C.1\""
			return history
		},
	}
	for name, corrupt := range corruptions {
		for seed := range int64(10) {
			history := newTruth(seed).history(200, 0)
			if !legal(t, history) {
				t.Fatalf("seed %d: legal, and found not to be", seed)
			}
			if legal(t, corrupt(t, history)) {
				t.Errorf("%s, seed %d: not legal, and found to be", name, seed)
			}
		}
	}
}

func TestWhatNobodyAnsweredMayHappenLaterOrNever(t *testing.T) {
	begin := Operation{Channel: "c", Kind: Read, Call: 1, Return: 2, Outcome: Done, Seen: Seen{Version: "", Tag: `"01C.1"`}}
	lost := Operation{Channel: "c", Client: 1, Kind: Assign, Version: "a", Call: 3, Return: Never, Outcome: Unknown}
	before := Operation{Channel: "c", Client: 2, Kind: Read, Call: 10, Return: 11, Outcome: Done, Seen: begin.Seen}
	after := Operation{Channel: "c", Client: 2, Kind: Read, Call: 20, Return: 21, Outcome: Done, Seen: Seen{Version: "a", Tag: `"01C.9"`}}
	gone := Operation{Channel: "c", Client: 2, Kind: Read, Call: 30, Return: 31, Outcome: Done, Seen: begin.Seen}

	for name, history := range map[string][]Operation{
		"later": {begin, lost, before, after},
		"never": {begin, lost, before},
	} {
		if !legal(t, history) {
			t.Errorf("%s: legal, and found not to be", name)
		}
	}
	for name, history := range map[string][]Operation{
		"and then undone":        {begin, lost, after, gone},
		"without anybody's call": {begin, before, after},
		"before its call":        {begin, {Channel: "c", Client: 1, Kind: Assign, Version: "a", Call: 25, Return: Never, Outcome: Unknown}, after},
	} {
		if legal(t, history) {
			t.Errorf("%s: not legal, and found to be", name)
		}
	}
}

func TestAConditionWithoutAnswerHappensOnlyWhereItHolds(t *testing.T) {
	first := Seen{Version: "x", Tag: `"01C.5"`}
	begin := Operation{Channel: "c", Kind: Assign, Version: "x", Call: 1, Return: 2, Outcome: Done, Seen: first}
	moved := Operation{Channel: "c", Kind: Assign, Version: "y", Call: 10, Return: 11, Outcome: Done, Seen: Seen{Version: "y", Tag: `"01C.6"`}}
	lost := Operation{Channel: "c", Client: 1, Kind: AssignIf, Version: "a", IfTag: first.Tag, Call: 20, Return: Never, Outcome: Unknown}
	shown := Operation{Channel: "c", Client: 2, Kind: Read, Call: 30, Return: 31, Outcome: Done, Seen: Seen{Version: "a", Tag: `"01C.9"`}}

	if legal(t, []Operation{begin, moved, lost, shown}) {
		t.Error("a condition that did not hold, and was found to be legal")
	}
	if !legal(t, []Operation{begin, lost, shown}) {
		t.Error("a condition that held, and was found not to be legal")
	}
}

func TestANotLegalHistoryIsDrawn(t *testing.T) {
	picture := filepath.Join(t.TempDir(), "picture.html")
	wrong := Operation{Channel: "c", Kind: Read, Call: 1, Return: 2, Outcome: Done, Seen: Seen{Version: "x", Tag: `"01C.5"`}}
	if check([]Operation{wrong}, time.Second, picture) == nil {
		t.Fatal("not legal, and found to be")
	}
	if text, err := os.ReadFile(picture); err != nil || len(text) == 0 {
		t.Errorf("no picture: %v", err)
	}
}

func TestAHistorySurvivesItsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.json")
	history := newTruth(3).history(50, 8)
	if err := writeHistory(path, history); err != nil {
		t.Fatal(err)
	}
	read, err := readHistory(path)
	if err != nil || !slices.Equal(read, history) {
		t.Errorf("read back differently: %v", err)
	}
}
