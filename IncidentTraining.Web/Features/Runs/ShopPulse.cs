namespace IncidentTraining.Web.Features.Runs;

/// <summary>The parts of a page that show the shop, so that a second of the shop needs one batch for all of them.</summary>
public sealed class ShopPulse
{
    private readonly List<IPart> _parts = [];

    /// <summary>A part that reads the shop and renders the data.</summary>
    public interface IPart
    {
        /// <summary>Reads again, without rendering.</summary>
        Task ReadAgainAsync();

        /// <summary>Renders the data.</summary>
        void Draw();
    }

    /// <summary>Adds a part.</summary>
    public void Join(IPart part) => _parts.Add(part);

    /// <summary>Removes a part.</summary>
    public void Leave(IPart part) => _parts.Remove(part);

    /// <summary>Makes all parts read, one after the other.</summary>
    public async Task ReadAsync()
    {
        // A part may be removed while another one reads.
        foreach (var part in _parts.ToList())
        {
            if (_parts.Contains(part))
            {
                await part.ReadAgainAsync();
            }
        }
    }

    /// <summary>Makes all parts render.</summary>
    public void Draw()
    {
        foreach (var part in _parts)
        {
            part.Draw();
        }
    }
}
