package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/anishathalye/porcupine"
)

// check looks for a legal order of each channel's operations and draws the first history that has none.
func check(history []Operation, limit time.Duration, picture string) error {
	channels := byChannel(history)
	if len(channels) == 0 {
		return fmt.Errorf("an empty history (expected: operations)")
	}
	for _, channel := range slices.Sorted(maps.Keys(channels)) {
		operations := channels[channel]
		begin := time.Now()
		result, info := porcupine.CheckOperationsVerbose(channelModel(), porcupines(operations), limit)
		fmt.Printf("%s: %d operations, %s, %d ms\n", channel, len(operations), result, time.Since(begin).Milliseconds())
		if result == porcupine.Ok {
			continue
		}
		if picture != "" {
			if err := porcupine.VisualizePath(channelModel(), info, picture); err != nil {
				return err
			}
		}
		return fmt.Errorf("channel %s: %s (expected: an order of all operations that explains every answer)%s",
			channel, result, drawnTo(picture))
	}
	return nil
}

func drawnTo(picture string) string {
	if picture == "" {
		return ""
	}
	return "; drawn in " + picture
}

func byChannel(history []Operation) map[string][]Operation {
	channels := map[string][]Operation{}
	for _, each := range history {
		channels[each.Channel] = append(channels[each.Channel], each)
	}
	for channel, operations := range channels {
		channels[channel] = thatMatter(operations)
	}
	return channels
}

// thatMatter leaves out operations without an answer that explain nothing: those that may have left a tag that somebody
// saw later and nobody is known to have made are kept, and only for versions that such a tag was seen with. Any other
// may as well have come last, or never; keeping it would only cost time, twice as much with each.
func thatMatter(operations []Operation) []Operation {
	orphans := orphanVersions(operations)
	return slices.DeleteFunc(slices.Clone(operations), func(each Operation) bool {
		seen, some := orphans[each.Version]
		return each.Outcome == Unknown && (!some || seen < each.Call)
	})
}

// orphanVersions tells until when a version was first seen with a tag that no answered assignment can have made: none
// has shown it, or only such as were called after somebody had seen it, and so found it there.
func orphanVersions(operations []Operation) map[string]int64 {
	firstSeen, made := map[string]int64{}, map[string]bool{}
	for _, each := range operations {
		at, seen := firstSeen[each.Seen.Tag]
		if each.Outcome != Unknown && (!seen || each.Return < at) {
			firstSeen[each.Seen.Tag] = each.Return
		}
	}
	for _, each := range operations {
		if each.Outcome == Done && each.Kind != Read && each.Call <= firstSeen[each.Seen.Tag] {
			made[each.Seen.Tag] = true
		}
	}
	orphans := map[string]int64{}
	for _, each := range operations {
		if each.Outcome != Unknown && !made[each.Seen.Tag] {
			orphans[each.Seen.Version] = max(orphans[each.Seen.Version], firstSeen[each.Seen.Tag])
		}
	}
	return orphans
}

func porcupines(operations []Operation) []porcupine.Operation {
	converted := make([]porcupine.Operation, len(operations))
	for i, each := range operations {
		converted[i] = porcupine.Operation{
			ClientId: each.Client,
			Input:    strings.TrimSpace(string(each.Kind) + " " + each.Version),
			Call:     each.Call,
			Output:   each,
			Return:   each.Return,
		}
	}
	return converted
}
