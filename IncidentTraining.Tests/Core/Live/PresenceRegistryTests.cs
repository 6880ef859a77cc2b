using IncidentTraining.Core.Live;

namespace IncidentTraining.Tests.Core.Live;

public sealed class PresenceRegistryTests
{
    private static readonly Guid Thing = Guid.CreateVersion7();
    private static readonly Guid Person = Guid.CreateVersion7();

    private readonly PresenceRegistry _registry = new();

    [Fact]
    public void A_person_is_there_from_their_first_page_to_their_last_one()
    {
        var (first, second) = (new PresentPage(Thing, Person), new PresentPage(Thing, Person));
        Assert.True(_registry.Enter(first));
        Assert.False(_registry.Enter(second));
        Assert.False(_registry.Leave(first));
        Assert.Equal([Person], _registry.Of(Thing).Keys);
        Assert.True(_registry.Leave(second));
        Assert.Empty(_registry.Of(Thing));
        Assert.False(_registry.Leave(second));
    }

    [Fact]
    public void Of_several_pages_the_one_counts_in_which_something_was_done_last()
    {
        var (first, second) = (new PresentPage(Thing, Person), new PresentPage(Thing, Person));
        _registry.Enter(first);
        _registry.Enter(second);
        Assert.True(_registry.Move(second, "impact"));
        Assert.True(_registry.Move(first, "summary"));
        Assert.False(_registry.Move(first, "summary"));
        Assert.Equal("summary", _registry.Of(Thing)[Person]);
        _registry.Leave(first);
        Assert.Equal("impact", _registry.Of(Thing)[Person]);
        Assert.False(_registry.Move(first, "impact"));
    }
}
