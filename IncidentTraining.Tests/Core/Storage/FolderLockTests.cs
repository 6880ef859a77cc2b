using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Storage;

/// <summary>One holder of a data folder at a time, whom a second one can name.</summary>
public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_second_is_told_who_has_the_folder_since_when_and_gets_it_when_the_first_lets_go()
    {
        using var first = new DataFolderLock(_folder.Path, _time);
        Assert.True(first.TryAcquire(out var none));
        Assert.Null(none);

        _time.Advance(TimeSpan.FromHours(1));
        using var second = new DataFolderLock(_folder.Path, _time);
        Assert.False(second.TryAcquire(out var holder));
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}, started 2026-03-02 09:00:00 UTC", holder);

        first.Dispose();
        Assert.True(second.TryAcquire(out none));
        Assert.Null(none);
    }

    [Fact]
    public void A_holder_that_left_no_name_is_another_process()
    {
        using var first = new DataFolderLock(_folder.Path, _time);
        Assert.True(first.TryAcquire(out _));
        File.Delete(Path.Combine(_folder.Path, "portal.holder"));

        using var second = new DataFolderLock(_folder.Path, _time);
        Assert.False(second.TryAcquire(out var holder));
        Assert.Equal("another process", holder);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_created()
    {
        using var held = new DataFolderLock(Path.Combine(_folder.Path, "new"), _time);
        Assert.True(held.TryAcquire(out _));
        Assert.True(Directory.Exists(Path.Combine(_folder.Path, "new")));
    }

    [Fact]
    public void What_holds_nothing_can_be_disposed() => new DataFolderLock(_folder.Path, _time).Dispose();

    public void Dispose() => _folder.Dispose();
}
