// Linearizability records what concurrent clients see of a few channels, and checks with Porcupine that some order of
// all operations, each at one moment between its call and its answer, explains it.
//
//	linearizability load  -bucket B -channels c1,c2 -versions f1,f2 -seconds 30 -clients 20 -seed 1 -history H.json
//	linearizability check -history H.json -picture H.html -seconds 60
//
// load takes the registry's address and a key from the environment, as client.env sets it. check ends with exit code 0
// if the history is legal, and draws it if it is not.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	if len(os.Args) < 2 {
		fail("which of load and check?")
	}
	var err error
	switch os.Args[1] {
	case "load":
		err = loadCommand(os.Args[2:])
	case "check":
		err = checkCommand(os.Args[2:])
	default:
		err = fmt.Errorf("%s: no such command (expected: load or check)", os.Args[1])
	}
	if err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, "linearizability: "+message)
	os.Exit(1)
}

func loadCommand(arguments []string) error {
	flags := flag.NewFlagSet("load", flag.ExitOnError)
	bucket := flags.String("bucket", "", "the bucket whose channels are moved")
	channels := flags.String("channels", "", "the channels, comma-separated")
	versions := flags.String("versions", "", "fingerprints of complete versions, comma-separated")
	seconds := flags.Int("seconds", 30, "how long")
	clients := flags.Int("clients", 20, "how many at once")
	seed := flags.Int64("seed", 1, "of all random choices")
	history := flags.String("history", "history.json", "where to write what was seen")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	load := Load{
		Bucket:   *bucket,
		Channels: strings.Split(*channels, ","),
		Versions: strings.Split(*versions, ","),
		Duration: time.Duration(*seconds) * time.Second,
		Clients:  *clients,
		Seed:     *seed,
	}
	seen, err := load.Run()
	if err != nil {
		return err
	}
	fmt.Println(summary(seen))
	return writeHistory(*history, seen)
}

func checkCommand(arguments []string) error {
	flags := flag.NewFlagSet("check", flag.ExitOnError)
	history := flags.String("history", "history.json", "what was seen")
	picture := flags.String("picture", "", "where to draw a history that is not legal")
	seconds := flags.Int("seconds", 60, "how long to look for an order")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	seen, err := readHistory(*history)
	if err != nil {
		return err
	}
	return check(seen, time.Duration(*seconds)*time.Second, *picture)
}
