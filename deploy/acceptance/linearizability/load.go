package main

import (
	"errors"
	"fmt"
	"math/rand"
	"sync"
	"time"
)

// Load is many clients that read and move a few channels.
type Load struct {
	Bucket   string
	Channels []string
	Versions []string
	Duration time.Duration
	Clients  int
	Seed     int64
}

// pause bounds what a client waits between two operations, so that a history stays one that can be checked.
const pause = 16 * time.Millisecond

// client is one of them. It belongs to one goroutine.
type client struct {
	number   int
	load     *Load
	registry *registry
	random   *rand.Rand
	begin    time.Time
	// known is the state of each channel that this client saw last.
	known   map[string]Seen
	history []Operation
	keys    int
}

// Run returns what all clients saw, or what one of them must not have seen.
func (l *Load) Run() ([]Operation, error) {
	begin := time.Now()
	clients := make([]*client, l.Clients)
	for number := range clients {
		one, err := l.newClient(number, begin)
		if err != nil {
			return nil, err
		}
		clients[number] = one
	}
	errs := make([]error, len(clients))
	var all sync.WaitGroup
	for number, each := range clients {
		all.Add(1)
		go func() {
			defer all.Done()
			errs[number] = each.run()
		}()
	}
	all.Wait()
	var history []Operation
	for _, each := range clients {
		history = append(history, each.history...)
	}
	return history, errors.Join(errs...)
}

func (l *Load) newClient(number int, begin time.Time) (*client, error) {
	connection, err := newRegistry()
	if err != nil {
		return nil, err
	}
	return &client{
		number:   number,
		load:     l,
		registry: connection,
		random:   rand.New(rand.NewSource(l.Seed<<8 + int64(number))),
		begin:    begin,
		known:    map[string]Seen{},
	}, connection.login()
}

func (c *client) run() error {
	for time.Since(c.begin) < c.load.Duration {
		operation := c.choose()
		if err := c.perform(&operation); err != nil {
			return fmt.Errorf("client %d, %s of %s: %w", c.number, operation.Kind, operation.Channel, err)
		}
		time.Sleep(time.Duration(c.random.Int63n(int64(pause))))
	}
	return nil
}

func (c *client) choose() Operation {
	channel := c.load.Channels[c.random.Intn(len(c.load.Channels))]
	operation := Operation{Client: c.number, Channel: channel, Kind: Read}
	dice := c.random.Intn(100)
	if dice >= 40 {
		operation.Kind = Assign
		operation.Version = c.version()
		operation.Keyed = c.random.Intn(3) == 0
	}
	if dice >= 65 && c.known[channel].Tag != "" {
		operation.Kind = AssignIf
		operation.IfTag = c.known[channel].Tag
	}
	return operation
}

// version is one to point at; sometimes none, which unassigns.
func (c *client) version() string {
	if c.random.Intn(20) == 0 {
		return ""
	}
	return c.load.Versions[c.random.Intn(len(c.load.Versions))]
}

// perform executes an operation and notes it. What certainly did not happen is no part of the history; neither is a
// read without an answer. A call with a key is sent again until it is answered or the time is over.
func (c *client) perform(operation *Operation) error {
	c.keys++
	key := fmt.Sprintf("%d-%d-%d", c.load.Seed, c.number, c.keys)
	operation.Call = c.now()
	sent := false
	for {
		found, err := c.send(*operation, key)
		operation.Return = c.now()
		switch {
		case err == nil && (found.status == 200 || found.status == 412):
			return c.note(operation, found)
		case err == nil && found.status != 503 && found.status != 504:
			return fmt.Errorf("status %d: %s", found.status, found.body)
		case err != nil && errors.Is(err, errNotSent), err == nil && found.status == 503:
			time.Sleep(50 * time.Millisecond)
		default:
			sent = true
		}
		if !operation.Keyed || c.over() {
			break
		}
	}
	if sent && operation.Kind != Read {
		operation.Return = Never
		operation.Outcome = Unknown
		c.history = append(c.history, *operation)
	}
	return nil
}

// over leaves a call with a key some time after the end to be answered.
func (c *client) over() bool {
	return time.Since(c.begin) > c.load.Duration+30*time.Second
}

func (c *client) now() int64 {
	return time.Since(c.begin).Nanoseconds()
}

func (c *client) send(operation Operation, key string) (answer, error) {
	if operation.Kind == Read {
		return c.registry.read(c.load.Bucket, operation.Channel)
	}
	headers := map[string]string{}
	if operation.Keyed {
		headers["Idempotency-Key"] = key
	}
	if operation.Kind == AssignIf {
		headers["If-Match"] = operation.IfTag
	}
	return c.registry.assign(c.load.Bucket, operation.Channel, operation.Version, headers)
}

func (c *client) note(operation *Operation, found answer) error {
	operation.Outcome = Done
	if found.status == 412 {
		if operation.Kind != AssignIf {
			return fmt.Errorf("refused for a condition that was not made: %s", found.body)
		}
		operation.Outcome = NotMet
	}
	operation.Seen = found.seen
	c.known[operation.Channel] = found.seen
	c.history = append(c.history, *operation)
	return nil
}
