using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Web.Features.Reviews.Grading;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Web.Reviews.Grading;

/// <summary>The lock of an open desk lasts as long as its page is connected to the browser.</summary>
public sealed class ReviewLockTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CircuitLine _line = new();
    private int _taken;
    private int _released;

    [Fact]
    public async Task It_is_renewed_before_it_expires_and_released_at_the_end()
    {
        Assert.True(ReviewLock.Every < ReviewHold.Lease / 2);
        var held = Lock();
        await held.TakeAsync();
        Assert.Equal(1, _taken);
        _time.Advance(ReviewLock.Every - TimeSpan.FromTicks(1));
        Assert.Equal(1, _taken);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, _taken);
        await held.DisposeAsync();
        Assert.Equal(1, _released);
        _time.Advance(ReviewLock.Every * 3);
        Assert.Equal(2, _taken);
    }

    [Fact]
    public async Task A_page_that_is_cut_off_lets_it_expire_and_asks_again_when_it_is_back()
    {
        await using var held = Lock();
        await held.TakeAsync();
        await _line.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        _time.Advance(ReviewHold.Lease * 2);
        Assert.Equal(1, _taken);
        await _line.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        Assert.Equal(2, _taken);
        _time.Advance(ReviewLock.Every);
        Assert.Equal(3, _taken);
    }

    [Fact]
    public async Task A_refusal_says_who_has_it_until_it_is_acquired()
    {
        Refusal? refusal = Refusal.Conflict("Rosa is grading this document.");
        await using var held = Lock(() => refusal);
        await held.TakeAsync();
        Assert.Equal("Rosa is grading this document.", held.Refusal?.Message);
        refusal = null;
        _time.Advance(ReviewLock.Every);
        Assert.Null(held.Refusal);
    }

    [Fact]
    public async Task What_was_never_taken_is_not_released()
    {
        await Lock().DisposeAsync();
        Assert.Equal(0, _released);
    }

    private ReviewLock Lock(Func<Refusal?>? refusal = null) =>
        new(
            () =>
            {
                _taken++;
                return Task.FromResult(refusal?.Invoke() is { } refused ? refused : Outcome.Done);
            },
            () =>
            {
                _released++;
                return Task.FromResult(Outcome.Done);
            },
            _line,
            _time,
            work => work().GetAwaiter().GetResult()
        );
}
