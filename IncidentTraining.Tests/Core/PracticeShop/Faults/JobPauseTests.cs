using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>A failed job pauses before it is retried, each time for twice as long.</summary>
public class JobPauseTests
{
    static ShopSimulation Failing(double seconds)
    {
        var shop = FaultyShop.With("workers-out-of-date");
        shop.Run(seconds);
        return shop;
    }

    [Fact]
    public void The_pauses_are_one_two_four_and_eight_seconds() =>
        Assert.Equal([1L, 2, 4, 8], Enumerable.Range(1, 4).Select(attempts => JobQueue.PauseAfter(attempts) / Kernel.Second));

    [Fact]
    public void Between_two_attempts_lies_the_pause_and_hardly_more()
    {
        var shop = Failing(120);
        var attempts = shop.Logs(
                new ShopLogQuery
                {
                    Service = "workers",
                    MinimumLevel = ShopLogLevel.Error,
                    Limit = int.MaxValue,
                }
            )
            .Lines.Where(line => line.Message.Contains(" job "))
            .GroupBy(line => Number(line.Message))
            .Where(job => job.Count() == 5)
            .ToList();

        Assert.NotEmpty(attempts);
        Assert.All(attempts, job =>
        {
            var times = job.Select(line => line.At.TotalSeconds).ToList();
            for (var attempt = 1; attempt < 5; attempt++)
                Assert.InRange(times[attempt] - times[attempt - 1] - (1 << (attempt - 1)), 0, 1.5);
        });
    }

    [Fact]
    public void A_job_that_rests_does_not_wait_and_is_shown()
    {
        var shop = Failing(60);
        var queue = shop.Work().Queue;

        Assert.InRange(queue.Delayed, 5, 60);
        Assert.InRange(queue.Jobs.Count(job => job.State == "delayed"), 1, queue.Delayed);
        Assert.Contains(queue.Jobs, job => job is { State: "delayed", Attempts: >= 1 });
        Assert.InRange(queue.Depth!.Value, 0, 5);
    }

    [Fact]
    public void A_job_that_rests_is_lost_with_Redis_and_can_be_put_aside()
    {
        var shop = Failing(60);
        var resting = shop.Work().Queue.Jobs.First(job => job.State == "delayed");
        var before = shop.Work().Queue;
        Assert.True(shop.Do("quarantine-job", "job", resting.Id.ToString(CultureInfo.InvariantCulture)).Accepted);
        shop.Run(20);
        Assert.Equal(before.Aside + 1, shop.Work().Queue.Aside);

        Assert.True(shop.Do("flush-redis").Accepted);
        var lost = shop.Cost().LostJobs;
        for (var second = 0; second < 60 && shop.Cost().LostJobs == lost; second++)
            shop.Run(1);
        Assert.True(shop.Cost().LostJobs >= lost + 5);
        // The paused jobs are gone, and none of them returns after its pause.
        Assert.InRange(shop.Work().Queue.Delayed, 0, 5);
    }

    static string Number(string message) =>
        new([.. message[(message.IndexOf(" job ", StringComparison.Ordinal) + 5)..].TakeWhile(char.IsAsciiDigit)]);
}
