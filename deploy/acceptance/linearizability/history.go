package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
)

// Kind is what a client asks.
type Kind string

const (
	Read Kind = "read"
	// Assign points the channel at a version, whatever it points at now.
	Assign Kind = "assign"
	// AssignIf does it only if the channel has the tag that is given.
	AssignIf Kind = "assign-if"
)

// Outcome is what a client knows afterwards.
type Outcome string

const (
	Done Outcome = "done"
	// NotMet: the condition did not hold, and the answer showed the present state.
	NotMet Outcome = "not-met"
	// Unknown: no answer. It may have happened, may happen yet, or never.
	Unknown Outcome = "unknown"
)

// Never is when an operation without an answer has ended.
const Never = int64(math.MaxInt64)

// Seen is a channel's state as an answer shows it: the version that it points at, empty for none, and the tag.
type Seen struct {
	Version string `json:"version"`
	Tag     string `json:"tag"`
}

// Operation is one call, from before it was sent until after its answer was read; nanoseconds since the load began.
// A call that is sent again under the same Idempotency-Key until there is an answer is one operation.
type Operation struct {
	Client  int     `json:"client"`
	Channel string  `json:"channel"`
	Kind    Kind    `json:"kind"`
	Version string  `json:"version,omitempty"`
	IfTag   string  `json:"if_tag,omitempty"`
	Keyed   bool    `json:"keyed,omitempty"`
	Call    int64   `json:"call"`
	Return  int64   `json:"return"`
	Outcome Outcome `json:"outcome"`
	Seen    Seen    `json:"seen"`
}

func writeHistory(path string, history []Operation) error {
	text, err := json.Marshal(history)
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644)
}

func readHistory(path string) ([]Operation, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var history []Operation
	if err := json.Unmarshal(text, &history); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return history, nil
}

// summary counts operations by kind and outcome.
func summary(history []Operation) string {
	counts := map[string]int{}
	for _, each := range history {
		name := string(each.Kind)
		if each.Keyed {
			name += " with key"
		}
		counts[name+" "+string(each.Outcome)]++
	}
	var lines []string
	for name, count := range counts {
		lines = append(lines, fmt.Sprintf("%d %s", count, name))
	}
	slices.Sort(lines)
	return strings.Join(lines, ", ")
}
