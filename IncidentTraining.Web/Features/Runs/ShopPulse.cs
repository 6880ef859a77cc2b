namespace IncidentTraining.Web.Features.Runs;

/// <summary>The parts of a page that show the shop, so that a second of the shop costs one batch for all of them.</summary>
public sealed class ShopPulse
{
    private readonly List<IPart> _parts = [];

    /// <summary>A part that reads the shop and draws what it has read.</summary>
    public interface IPart
    {
        /// <summary>Reads again, without drawing.</summary>
        Task ReadAgainAsync();

        /// <summary>Draws what was read.</summary>
        void Draw();
    }

    /// <summary>Takes part from now on.</summary>
    public void Join(IPart part) => _parts.Add(part);

    /// <summary>Takes part no more.</summary>
    public void Leave(IPart part) => _parts.Remove(part);

    /// <summary>Lets all parts read, one after the other.</summary>
    public async Task ReadAsync()
    {
        // A part may leave while another one reads.
        foreach (var part in _parts.ToList())
        {
            if (_parts.Contains(part))
            {
                await part.ReadAgainAsync();
            }
        }
    }

    /// <summary>Lets all parts draw.</summary>
    public void Draw()
    {
        foreach (var part in _parts)
        {
            part.Draw();
        }
    }
}
