package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/anishathalye/porcupine"
)

// state is one channel between two operations.
type state struct {
	version string
	// tag is the one that was shown last, empty if none can be the present one.
	tag string
	// open: the present tag may be a later one that no answer has shown yet.
	open bool
	// position is the highest that was known up to here: tags only grow.
	position int64
}

// initial is a channel that points at nothing, with a tag that is not known yet.
var initial = state{open: true, position: -1}

// channelModel is what a channel must look like: a register with a tag that is new after every change.
//
// An operation without an answer may have happened at any moment after its call; at the very end it has happened to
// nobody's knowledge. Where it is placed, its tag is unknown until an answer shows it.
func channelModel() porcupine.Model {
	return porcupine.Model{
		Init: func() any { return initial },
		Step: func(from, _, output any) (bool, any) {
			holds, to := step(from.(state), output.(Operation))
			return holds, to
		},
		DescribeOperation: func(_, output any) string { return describe(output.(Operation)) },
		DescribeState: func(from any) string {
			at := from.(state)
			return fmt.Sprintf("%q %s", at.version, at.tag)
		},
	}
}

func step(from state, operation Operation) (bool, state) {
	switch operation.Outcome {
	case Unknown:
		return true, perhaps(from, operation)
	case NotMet:
		return operation.Seen.Tag != operation.IfTag && shows(from, operation.Seen), bound(operation.Seen)
	}
	if operation.Kind == Read {
		return shows(from, operation.Seen), bound(operation.Seen)
	}
	if operation.Kind == AssignIf && from.tag != operation.IfTag {
		return false, from
	}
	return operation.Seen.Version == operation.Version && follows(from, operation), bound(operation.Seen)
}

// shows tells whether an answer can have shown a state.
func shows(from state, seen Seen) bool {
	return seen.Version == from.version &&
		(seen.Tag == from.tag || from.open && position(seen.Tag) > from.position)
}

// follows tells whether an assignment can have left a state with the tag that its answer shows: that of before where
// nothing had to change, else a later one. (A later one where nothing seems to have changed is allowed too: somebody
// whose answer was lost may have moved the channel in between, unseen.)
func follows(from state, operation Operation) bool {
	if operation.Version == from.version && operation.Seen.Tag == from.tag {
		return true
	}
	return position(operation.Seen.Tag) > from.position
}

func bound(seen Seen) state {
	return state{version: seen.Version, tag: seen.Tag, position: position(seen.Tag)}
}

// perhaps is the state after an operation that nobody saw an answer of. A condition cannot hold of a tag that was never
// shown: the one that it names was. Where the version stays, so does the tag, unless somebody unseen came in between.
func perhaps(from state, operation Operation) state {
	if operation.Kind == AssignIf && operation.IfTag != from.tag {
		return from
	}
	to := state{version: operation.Version, open: true, position: from.position}
	if operation.Version == from.version {
		to.tag = from.tag
	}
	return to
}

// position is the number at the end of a tag, -2 for what is no tag of a channel.
func position(tag string) int64 {
	inner := strings.Trim(tag, `"`)
	number, err := strconv.ParseInt(inner[strings.LastIndex(inner, ".")+1:], 10, 64)
	if err != nil {
		return -2
	}
	return number
}

func describe(operation Operation) string {
	asked := string(operation.Kind)
	if operation.Kind != Read {
		asked += fmt.Sprintf(" %q", operation.Version)
	}
	if operation.IfTag != "" {
		asked += " if " + operation.IfTag
	}
	if operation.Keyed {
		asked += " with key"
	}
	if operation.Outcome == Unknown {
		return asked + " -> ?"
	}
	return fmt.Sprintf("%s -> %s %q %s", asked, operation.Outcome, operation.Seen.Version, operation.Seen.Tag)
}
