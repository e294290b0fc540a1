// The same frames through go-jt808, one thread: cut the stream, verify, decode, parse the body.
// Arguments: rounds, then name:messageId:frames:file for each workload. One JSON object a line.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/cuteLittleDevil/go-jt808/protocol/jt808"
	"github.com/cuteLittleDevil/go-jt808/protocol/model"
)

type parser interface {
	Parse(*jt808.JTMessage) error
}

func newMessage(id string) parser {
	switch id {
	case "0x0001":
		return &model.T0x0001{}
	case "0x0100":
		return &model.T0x0100{}
	case "0x0102":
		return &model.T0x0102{}
	case "0x0104":
		return &model.T0x0104{}
	case "0x0200":
		return &model.T0x0200{}
	case "0x0704":
		return &model.T0x0704{}
	case "0x0801":
		return &model.T0x0801{}
	case "0x1205":
		return &model.T0x1205{}
	}
	return nil
}

const segmentBytes = 64 * 1024

func pass(id string, stream []byte) (frames int, faults int) {
	reader := jt808.NewFrameReader()
	for at := 0; at < len(stream); at += segmentBytes {
		end := min(at+segmentBytes, len(stream))
		for _, frame := range reader.ReadFrames(stream[at:end]) {
			frames++
			message := jt808.NewJTMessage()
			if err := message.Decode(frame); err != nil {
				faults++
				continue
			}
			if err := newMessage(id).Parse(message); err != nil {
				faults++
			}
		}
	}
	return frames, faults
}

func main() {
	runtime.GOMAXPROCS(1)
	rounds, _ := strconv.Atoi(os.Args[1])
	for _, argument := range os.Args[2:] {
		parts := strings.SplitN(argument, ":", 4)
		wanted, _ := strconv.Atoi(parts[2])
		stream, err := os.ReadFile(parts[3])
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		frames, faults := pass(parts[1], stream)
		rates := []float64{}
		for round := 0; round < rounds; round++ {
			start := time.Now()
			pass(parts[1], stream)
			rates = append(rates, float64(frames)/time.Since(start).Seconds())
		}
		line, _ := json.Marshal(map[string]any{
			"name": parts[0], "frames": frames, "wanted": wanted, "faults": faults, "rates": rates,
		})
		fmt.Println(string(line))
	}
}
