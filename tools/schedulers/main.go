// Says what real schedulers do with what they are told: Alertmanager with time intervals, and the library by which
// Kubernetes and KEDA read cron expressions. Reads one question as JSON, answers as JSON; moments are minutes since 1970 UTC.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
	// For machines without one of their own.
	_ "time/tzdata"

	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/timeinterval"
	"github.com/robfig/cron/v3"
)

type question struct {
	From         int64  `json:"from"`
	To           int64  `json:"to"`
	Alertmanager string `json:"alertmanager"`
	Crons        []struct {
		Schedule string `json:"schedule"`
		TimeZone string `json:"timeZone"`
	} `json:"crons"`
	Triggers []struct {
		Start    string `json:"start"`
		End      string `json:"end"`
		TimeZone string `json:"timeZone"`
	} `json:"triggers"`
}

type answer struct {
	// By name of the time intervals, each span up to its second minute, which is not in it.
	Held map[string][][2]int64 `json:"held"`
	// In the order of the question.
	Fired [][]int64 `json:"fired"`
	// The same of KEDA's triggers, each span as above.
	Active [][][2]int64 `json:"active"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return err
	}
	configuration, err := config.Load(asked.Alertmanager)
	if err != nil {
		return err
	}
	told := answer{Held: map[string][][2]int64{}, Fired: [][]int64{}}
	for _, named := range configuration.TimeIntervals {
		told.Held[named.Name] = held(named.TimeIntervals, asked.From, asked.To)
	}
	for _, one := range asked.Crons {
		moments, err := fired(one.Schedule, one.TimeZone, asked.From, asked.To)
		if err != nil {
			return err
		}
		told.Fired = append(told.Fired, moments)
	}
	for _, one := range asked.Triggers {
		spans, err := active(one.Start, one.End, one.TimeZone, asked.From, asked.To)
		if err != nil {
			return err
		}
		told.Active = append(told.Active, spans)
	}
	return json.NewEncoder(os.Stdout).Encode(told)
}

func held(intervals []timeinterval.TimeInterval, from, to int64) [][2]int64 {
	return spansOf(from, to, 1, func(at time.Time) bool {
		for _, interval := range intervals {
			if interval.ContainsTime(at) {
				return true
			}
		}
		return false
	})
}

// As often as it matters: hours that are asked about begin and end at multiples of it, in minutes.
const step = 5

// KEDA looks from now whether the next end comes before the next start.
func active(start, end, timeZone string, from, to int64) ([][2]int64, error) {
	zone, err := time.LoadLocation(timeZone)
	if err != nil {
		return nil, err
	}
	starts, err := cron.ParseStandard(start)
	if err != nil {
		return nil, err
	}
	ends, err := cron.ParseStandard(end)
	if err != nil {
		return nil, err
	}
	return spansOf(from, to, step, func(at time.Time) bool {
		now := at.In(zone)
		return !starts.Next(now).Before(ends.Next(now))
	}), nil
}

// The spans in which something holds, looked at every so many minutes.
func spansOf(from, to, every int64, holds func(time.Time) bool) [][2]int64 {
	spans := [][2]int64{}
	for minute := from; minute < to; minute += every {
		if !holds(time.Unix(minute*60, 0).UTC()) {
			continue
		}
		if last := len(spans) - 1; last >= 0 && spans[last][1] == minute {
			spans[last][1] = minute + every
		} else {
			spans = append(spans, [2]int64{minute, minute + every})
		}
	}
	return spans
}

func fired(schedule, timeZone string, from, to int64) ([]int64, error) {
	zone, err := time.LoadLocation(timeZone)
	if err != nil {
		return nil, err
	}
	expression, err := cron.ParseStandard(schedule)
	if err != nil {
		return nil, err
	}
	moments := []int64{}
	// The library looks for the next second after one.
	for at := expression.Next(time.Unix(from*60-1, 0).In(zone)); !at.IsZero() && at.Unix() < to*60; at = expression.Next(at) {
		moments = append(moments, at.Unix()/60)
	}
	return moments, nil
}
